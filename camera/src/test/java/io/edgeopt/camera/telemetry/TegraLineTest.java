package io.edgeopt.camera.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.camera.telemetry.TegraLine.Amount;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines made up after the forms that NVIDIA's manuals of JetPack 4, 5 and 6 describe; none is copied from a board. */
class TegraLineTest {
    private static final String XAVIER_4 = "RAM 2374/15826MB (lfb 2741x4MB) SWAP 7/7913MB (cached 1MB) "
            + "CPU [5%@1190,2%@1190,0%@1420,off,off] EMC_FREQ 1%@2133 GR3D_FREQ 37%@318 APE 150 MTS fg 0% bg 2% "
            + "AO@35C GPU@36C Tboard@34C Tdiode@36.5C AUX@35C CPU@36.5C thermal@35.3C PMIC@100C "
            + "GPU 310/311 CPU 466/460 SOC 933/931 CV 0/0 VDDRQ 155/155 SYS5V 1476/1470";
    private static final String XAVIER_NX_5 = "RAM 1903/6854MB (lfb 805x4MB) SWAP 0/3427MB (cached 0MB) "
            + "CPU [5%@1420,4%@1420,3%@1420,2%@1420,1%@1420,0%@1420] EMC_FREQ 1%@1600 GR3D_FREQ 0%@114 VIC_FREQ 115 "
            + "APE 150 AUX@33.5C CPU@35C thermal@33.9C AO@33.5C GPU@34C PMIC@50C "
            + "VDD_IN 3258mW/3250mW VDD_CPU_GPU_CV 407mW/400mW VDD_SOC 936mW/930mW";
    private static final String ORIN_6 = "04-18-2026 12:29:04 RAM 3050/62841MB (lfb 3x4MB) SWAP 0/31421MB (cached 0MB) "
            + "CPU [0%@729,12%@2201,off,off] EMC_FREQ 0%@2133 GR3D_FREQ 61%@[611,0] NVENC off NVDEC off NVJPG off "
            + "NVJPG1 off VIC off OFA off NVDLA0 off NVDLA1 off PVA0_FREQ off APE 174 cpu@44.343C tboard@34.625C "
            + "soc2@40.906C tdiode@35.875C gpu@-256C tj@44.343C "
            + "VDD_GPU_SOC 2000mW/2010mW VDD_CPU_CV 400mW/410mW VIN_SYS_5V0 3015mW/3000mW VDDQ_VDD2_1V8AO 500mW/500mW";

    @Test
    void readsAXavierUnderJetPackFour() {
        TegraLine line = TegraLine.parse(XAVIER_4);

        assertThat(line.memory()).hasValue(new Amount(2374, 15826));
        assertThat(line.swap()).hasValue(new Amount(7, 7913));
        assertThat(line.cores())
                .containsExactly(Optional.of(5), Optional.of(2), Optional.of(0), Optional.empty(), Optional.empty());
        assertThat(line.megahertz()).containsExactly(1190, 1190, 1420);
        assertThat(line.gpuLoad()).hasValue(37);
        assertThat(line.gpuMegahertz()).containsExactly(318);
        assertThat(line.celsius())
                .containsEntry("GPU", 36.0)
                .containsEntry("CPU", 36.5)
                .doesNotContainKey("PMIC");
        assertThat(line.watts())
                .isEqualTo(Map.of("GPU", 0.31, "CPU", 0.466, "SOC", 0.933, "CV", 0.0, "VDDRQ", 0.155, "SYS5V", 1.476));
        assertThat(line.unknown()).isEmpty();
    }

    @Test
    void readsAXavierUnderJetPackFive() {
        TegraLine line = TegraLine.parse(XAVIER_NX_5);

        assertThat(line.cores()).hasSize(6);
        assertThat(line.celsius()).hasSize(5);
        assertThat(line.watts()).isEqualTo(Map.of("VDD_IN", 3.258, "VDD_CPU_GPU_CV", 0.407, "VDD_SOC", 0.936));
        assertThat(line.unknown()).isEmpty();
    }

    @Test
    void readsAnOrinUnderJetPackSix() {
        TegraLine line = TegraLine.parse(ORIN_6);

        assertThat(line.memory()).hasValue(new Amount(3050, 62841));
        assertThat(line.gpuLoad()).hasValue(61);
        assertThat(line.gpuMegahertz()).containsExactly(611, 0);
        assertThat(line.celsius()).containsEntry("tj", 44.343).doesNotContainKey("gpu");
        assertThat(line.watts()).hasSize(4).containsEntry("VIN_SYS_5V0", 3.015);
        assertThat(line.unknown()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RAM 1/2MB (lfb 1x4MB) IRAM 0/252kB(lfb 252kB) CPU [0%,3%]@1224 GR3D_FREQ 4% VDD_IN 9mW/9mW",
                "RAM 1/2MB   CPU [off]  EMC_FREQ 3%   VIC_FREQ 0%@115 NVENC 716  POM_5V_IN 1532/1532",
                "RAM 1/2MB EMC_FREQ @1600 NVDLA0 @600 NVENC @off MSENC 115 VDD_SYS_GPU 76"
            })
    void readsFormsOfOtherBoards(String text) {
        assertThat(TegraLine.parse(text).memory()).hasValue(new Amount(1, 2));
    }

    @Test
    void keepsWhatItDoesNotKnow() {
        TegraLine line = TegraLine.parse("NEW_THING <7> RAM 1/2MB GR3D_PCI 3% VDD_IN 9mW");

        assertThat(line.unknown()).containsExactly("NEW_THING", "<7>", "GR3D_PCI", "3%");
        assertThat(line.watts()).isEqualTo(Map.of("VDD_IN", 0.009));
    }

    @Test
    void findsNothingInNothing() {
        TegraLine line = TegraLine.parse("  ");

        assertThat(line.memory()).isEmpty();
        assertThat(line.gpuLoad()).isEmpty();
        assertThat(line.watts()).isEmpty();
    }
}

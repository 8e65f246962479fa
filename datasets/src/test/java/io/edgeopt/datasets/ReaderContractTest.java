package io.edgeopt.datasets;

import io.edgeopt.core.data.Dataset;
import io.edgeopt.core.tensor.NpzArchive;
import io.edgeopt.core.tensor.Tensor;
import io.edgeopt.testkit.DatasetContract;
import io.edgeopt.testkit.MadePictures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** Every reader keeps the contract of data sets. */
class ReaderContractTest {
    private abstract static class Reading extends DatasetContract {
        private final Format format;

        Reading(Format format) {
            this.format = format;
        }

        abstract void make(Path folder) throws IOException;

        @Override
        protected Dataset open(Path folder) throws IOException {
            make(folder);
            return Datasets.open(folder, format).dataset();
        }
    }

    private static void pictures(Path folder, String... names) throws IOException {
        for (String name : names) {
            MadePictures.write(folder.resolve(name), 20, 10, name.hashCode());
        }
    }

    private static void videos(Path folder, String... names) throws IOException {
        for (String name : names) {
            MadePictures.video(folder.resolve(name));
        }
    }

    private static void text(Path file, String... lines) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, List.of(lines));
    }

    @Nested
    class Folder extends Reading {
        Folder() {
            super(Format.FOLDER);
        }

        @Override
        void make(Path folder) throws IOException {
            pictures(folder, "cat/1.png", "cat/2.JPG", "dog/1.png", "dog/deep/2.bmp");
        }
    }

    @Nested
    class Persons extends Reading {
        Persons() {
            super(Format.PERSONS);
        }

        @Override
        void make(Path folder) throws IOException {
            pictures(folder, "PERSONS/Zoë/1.png", "PERSONS/Amir/1.png", "PERSONS/Amir/2.png");
        }
    }

    @Nested
    class Csv extends Reading {
        Csv() {
            super(Format.CSV);
        }

        @Override
        void make(Path folder) throws IOException {
            pictures(folder, "a.png", "b.png", "c.png");
            text(
                    folder.resolve("annotations.csv"),
                    "filename,width,height,class,xmin,ymin,xmax,ymax",
                    "a.png,20,10,key,1,2,8,9",
                    "b.png,20,10,bag,0,0,20,10",
                    "a.png,20,10,bag,2,2,3,3",
                    "c.png,20,10,,,,,");
        }
    }

    @Nested
    class Coco extends Reading {
        Coco() {
            super(Format.COCO);
        }

        @Override
        void make(Path folder) throws IOException {
            pictures(folder, "images/a.png", "images/b.png", "images/c.png");
            text(folder.resolve("annotations.json"), """
                    {"annotations": [{"id": 1, "image_id": 7, "category_id": 3, "bbox": [1, 2, 3, 4], "iscrowd": 0}],
                     "images": [{"id": 7, "file_name": "a.png", "width": 20, "height": 10},
                                {"id": 8, "file_name": "b.png"}, {"id": 9, "file_name": "c.png"}],
                     "categories": [{"id": 3, "name": "key"}]}""");
        }
    }

    @Nested
    class Yolo extends Reading {
        Yolo() {
            super(Format.YOLO);
        }

        @Override
        void make(Path folder) throws IOException {
            pictures(folder, "images/train/a.png", "images/train/b.png", "images/val/c.png");
            text(folder.resolve("labels/train/a.txt"), "1 0.5 0.5 0.2 0.2", "0 0.1 0.1 0.2 0.2 0.3 0.1");
            text(folder.resolve("labels/val/c.txt"), "");
            text(folder.resolve("data.yaml"), "nc: 2", "names: ['key', \"bag\"]");
        }
    }

    @Nested
    class Corners extends Reading {
        Corners() {
            super(Format.CORNERS);
        }

        @Override
        void make(Path folder) throws IOException {
            pictures(folder, "a.png", "b.png", "c.png");
            text(folder.resolve("a.txt"), "0 1.5 2 9 8");
        }
    }

    @Nested
    class Pairs extends Reading {
        Pairs() {
            super(Format.PAIRS);
        }

        @Override
        void make(Path folder) throws IOException {
            pictures(folder, "a.png", "b.png", "c.png");
            text(
                    folder.resolve("master.csv"),
                    "file_x,file_y,Decision",
                    "a.png,b.png,Yes",
                    "a.png,c.png,No",
                    "a.png,b.png,Yes");
        }
    }

    @Nested
    class Clips extends Reading {
        Clips() {
            super(Format.CLIPS);
        }

        @Override
        void make(Path folder) throws IOException {
            videos(folder, "fall/1.mp4", "walk/1.avi");
            pictures(folder, "walk/2/frame2.png", "walk/2/frame10.png");
        }
    }

    @Nested
    class Frames extends Reading {
        Frames() {
            super(Format.FRAMES);
        }

        @Override
        void make(Path folder) throws IOException {
            pictures(folder, "one/1.png", "two/1.png", "two/2.png", "three/1.png");
        }
    }

    @Nested
    class Ucf101 extends Reading {
        Ucf101() {
            super(Format.UCF101);
        }

        @Override
        void make(Path folder) throws IOException {
            videos(folder, "Run/v_Run_g01_c01.avi", "Run/v_Run_g02_c01.avi", "Sit/v_Sit_g01_c01.avi");
            text(folder.resolve("lists/classInd.txt"), "1 Run", "2 Sit");
            text(folder.resolve("lists/trainlist01.txt"), "Run/v_Run_g01_c01.avi 1", "Sit/v_Sit_g01_c01.avi 2");
            text(folder.resolve("lists/testlist01.txt"), "Run/v_Run_g02_c01.avi");
        }
    }

    @Nested
    class Hmdb51 extends Reading {
        Hmdb51() {
            super(Format.HMDB51);
        }

        @Override
        void make(Path folder) throws IOException {
            videos(folder, "brush_hair/a.avi", "brush_hair/b.avi", "wave/c.avi", "wave/d.avi");
            text(folder.resolve("splits/brush_hair_test_split1.txt"), "a.avi 1 ", "b.avi 2 ");
            text(folder.resolve("splits/wave_test_split1.txt"), "c.avi 1", "d.avi 0");
        }
    }

    @Nested
    class Kinetics extends Reading {
        Kinetics() {
            super(Format.KINETICS);
        }

        @Override
        void make(Path folder) throws IOException {
            videos(folder, "train/run/abc_000001_000011.mp4", "val/sit/def.mp4");
            text(
                    folder.resolve("all.csv"),
                    "label,youtube_id,time_start,time_end,split",
                    "run,abc,1,11,train",
                    "sit,def,2,12,val",
                    "sit,def,20,30,val");
        }
    }

    @Nested
    class Array extends Reading {
        Array() {
            super(Format.ARRAY);
        }

        @Override
        void make(Path folder) {
            NpzArchive.write(
                    folder.resolve("data.npz"),
                    Map.of("x", Tensor.of(new float[12], 4, 3), "y", Tensor.of(new long[] {0, 2, 1, 0}, 4)));
        }
    }

    @Nested
    class Images extends Reading {
        Images() {
            super(Format.IMAGES);
        }

        @Override
        void make(Path folder) throws IOException {
            pictures(folder, "b.png", "a.png", "deep/c.png", ".hidden.png", "__MACOSX/d.png");
        }
    }

    @Nested
    class Videos extends Reading {
        Videos() {
            super(Format.VIDEOS);
        }

        @Override
        void make(Path folder) throws IOException {
            videos(folder, "b.mp4", "a.AVI", "c.mov");
        }
    }
}

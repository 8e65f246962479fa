package io.edgeopt.core.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.edgeopt.core.image.Image;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PictureCacheTest {
    private final List<String> decoded = new ArrayList<>();

    private Image decode(Path file) {
        decoded.add(file.toString());
        return Image.blank(10, 10);
    }

    @Test
    void decodesAPictureOnceAsLongAsThereIsRoom() {
        PictureCache cache = new PictureCache(this::decode, 700);

        for (String name : List.of("a", "b", "c", "a", "b", "c")) {
            cache.read(Path.of(name));
        }

        assertThat(decoded).containsExactly("a", "b", "c", "c");
    }

    @Test
    void leavesRoomForOthersHoweverMuchItIsAllowed() {
        byte[] pixels = new byte[30_000_000];
        PictureCache cache = new PictureCache(file -> Image.over(10_000, 1_000, pixels), Long.MAX_VALUE);
        long pictures = Runtime.getRuntime().maxMemory() / 30_000_000 + 1;

        for (int i = 0; i < pictures; i++) {
            cache.read(Path.of("picture" + i));
        }

        assertThat(cache.read(Path.of("picture0"))).isSameAs(cache.read(Path.of("picture0")));
        String last = "picture" + (pictures - 1);
        assertThat(cache.read(Path.of(last))).isNotSameAs(cache.read(Path.of(last)));
    }
}

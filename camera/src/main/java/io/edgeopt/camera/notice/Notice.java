package io.edgeopt.camera.notice;

/** An alarm as it is passed on: its JSON, and the picture that shows it as a JPEG. */
public final class Notice {
    private final String json;
    private final byte[] picture;

    public Notice(String json, byte[] picture) {
        this.json = json;
        this.picture = picture.clone();
    }

    String json() {
        return json;
    }

    byte[] picture() {
        return picture.clone();
    }
}

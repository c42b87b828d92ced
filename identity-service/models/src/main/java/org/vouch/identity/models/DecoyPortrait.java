package org.vouch.identity.models;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * A portrait with one face, of the size that registers have, cut from a sample photo of a package at build time so that
 * no photo is in the repository. Only for its face to be looked for and thrown away, never to be compared with anybody's.
 */
final class DecoyPortrait {

    static final String FILE = "decoy-portrait.jpg";

    private static final String PHOTO = "@vladmandic/face-api/demo/sample6.jpg";
    private static final int LEFT = 1321;
    private static final int TOP = 150;
    private static final int SIDE = 535;

    private DecoyPortrait() {}

    static void cut(Path packages, Path to) throws IOException {
        BufferedImage photo = ImageIO.read(packages.resolve(PHOTO).toFile());
        BufferedImage portrait = new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB);
        portrait.createGraphics().drawImage(photo.getSubimage(LEFT, TOP, SIDE, SIDE), 0, 0, null);
        if (!ImageIO.write(portrait, "jpg", to.toFile())) {
            throw new IOException("no JPEG can be written");
        }
    }
}

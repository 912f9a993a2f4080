// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.picture;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/**
 * A text as a QR code (ISO/IEC 18004) with the four modules of quiet zone that the standard asks
 * for. Level M of error correction, and L where only that holds the text.
 */
public final class QrPicture {
    /** The fewest pixels that a module of a PNG picture has. */
    public static final int LEAST_MODULE_PIXELS = 1;

    /** The most: the largest code is then 3,700 pixels wide. */
    public static final int MOST_MODULE_PIXELS = 20;

    private static final int QUIET_ZONE = 4;
    private static final byte DARK = 1;

    private final ByteMatrix modules;

    private QrPicture(ByteMatrix modules) {
        this.modules = modules;
    }

    /** The picture of {@code text}; empty when no QR code is large enough for it. */
    public static Optional<QrPicture> of(String text) {
        return of(text, ErrorCorrectionLevel.M).or(() -> of(text, ErrorCorrectionLevel.L));
    }

    private static Optional<QrPicture> of(String text, ErrorCorrectionLevel level) {
        Map<EncodeHintType, Object> hints = new EnumMap<>(EncodeHintType.class);
        if (text.chars().anyMatch(unit -> unit > '~')) {
            // Says so in the code itself: without it many cameras take the bytes for Latin-1.
            hints.put(EncodeHintType.CHARACTER_SET, "UTF-8");
        }
        try {
            return Optional.of(new QrPicture(Encoder.encode(text, level, hints).getMatrix()));
        } catch (WriterException tooLong) {
            return Optional.empty();
        }
    }

    /** Modules from edge to edge, the quiet zone included. */
    public int width() {
        return modules.getWidth() + 2 * QUIET_ZONE;
    }

    private boolean isDark(int x, int y) {
        int column = x - QUIET_ZONE;
        int row = y - QUIET_ZONE;
        return column >= 0
                && row >= 0
                && column < modules.getWidth()
                && row < modules.getHeight()
                && modules.get(column, row) == DARK;
    }

    /** As SVG, of any size, one unit a module. */
    public String svg() {
        StringBuilder dark = new StringBuilder();
        for (int y = 0; y < width(); y++) {
            int x = 0;
            while (x < width()) {
                int from = x;
                while (x < width() && isDark(x, y)) {
                    x++;
                }
                if (x > from) {
                    dark.append("M%d %dh%dv1h-%dz".formatted(from, y, x - from, x - from));
                }
                x++;
            }
        }
        return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %1$d" shape-rendering="crispEdges">\
        <path fill="#fff" d="M0 0h%1$dv%1$dH0z"/><path d="%2$s"/></svg>
        """
                .formatted(width(), dark);
    }

    /**
     * As PNG, black and white.
     *
     * @param modulePixels {@value #LEAST_MODULE_PIXELS} to {@value #MOST_MODULE_PIXELS}
     */
    public byte[] png(int modulePixels) {
        if (modulePixels < LEAST_MODULE_PIXELS || modulePixels > MOST_MODULE_PIXELS) {
            throw new IllegalArgumentException("modulePixels must be 1 to 20, not " + modulePixels);
        }
        int pixels = width() * modulePixels;
        BufferedImage image = new BufferedImage(pixels, pixels, BufferedImage.TYPE_BYTE_BINARY);
        for (int y = 0; y < pixels; y++) {
            for (int x = 0; x < pixels; x++) {
                if (!isDark(x / modulePixels, y / modulePixels)) {
                    image.getRaster().setSample(x, y, 0, 1);
                }
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // Not through ImageIO's own stream, which makes a file of it.
        try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.picture;

import com.google.zxing.BarcodeFormat;
import com.google.zxing.BinaryBitmap;
import com.google.zxing.DecodeHintType;
import com.google.zxing.LuminanceSource;
import com.google.zxing.MultiFormatReader;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.ReaderException;
import com.google.zxing.Result;
import com.google.zxing.common.GlobalHistogramBinarizer;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.multi.qrcode.QRCodeMultiReader;
import com.google.zxing.qrcode.QRCodeReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Finds codes in a picture file: PNG, JPEG, GIF or BMP. */
public final class QrPhoto {
    /** More pixels are not read: about those of a good telephone's camera. */
    public static final long MOST_PIXELS = 50_000_000;

    private static final Set<String> FORMATS = Set.of("png", "jpeg", "gif", "bmp");

    private static final Map<DecodeHintType, Object> HINTS = hints();

    private QrPhoto() {}

    /** A picture could not be read. */
    public static final class UnreadableException extends IOException {
        private static final long serialVersionUID = 1;

        UnreadableException(String message) {
            super(message);
        }
    }

    private static Map<DecodeHintType, Object> hints() {
        Map<DecodeHintType, Object> hints = new EnumMap<>(DecodeHintType.class);
        hints.put(DecodeHintType.TRY_HARDER, true);
        hints.put(DecodeHintType.CHARACTER_SET, "UTF-8");
        hints.put(
                DecodeHintType.POSSIBLE_FORMATS,
                List.of(BarcodeFormat.QR_CODE, BarcodeFormat.CODE_128));
        return hints;
    }

    /**
     * The texts of all QR codes in the picture, or of one barcode where there is none; each once,
     * in the order in which they are found.
     *
     * @throws UnreadableException when the file is no picture that is read here, or too large
     * @throws IOException when it cannot be read at all
     */
    public static List<String> texts(Path file) throws IOException {
        BufferedImage image = image(file);
        int[] pixels =
                image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
        LuminanceSource light =
                new RGBLuminanceSource(image.getWidth(), image.getHeight(), onWhite(pixels));
        Set<String> texts = new LinkedHashSet<>();
        for (LuminanceSource seen : List.of(light, light.invert())) {
            for (Result result : found(seen)) {
                texts.add(result.getText());
            }
            if (!texts.isEmpty()) {
                break;
            }
        }
        return List.copyOf(texts);
    }

    private static List<Result> found(LuminanceSource light) {
        BinaryBitmap bitmap = new BinaryBitmap(new HybridBinarizer(light));
        try {
            return Arrays.asList(new QRCodeMultiReader().decodeMultiple(bitmap, HINTS));
        } catch (NotFoundException noQrCode) {
            return drawing(light).or(() -> barcode(bitmap)).map(List::of).orElse(List.of());
        }
    }

    /** Of a drawing with nothing else in it, whose modules may be too small for a photo's. */
    private static Optional<Result> drawing(LuminanceSource light) {
        Map<DecodeHintType, Object> hints = new EnumMap<>(HINTS);
        hints.put(DecodeHintType.PURE_BARCODE, true);
        try {
            BinaryBitmap bitmap = new BinaryBitmap(new GlobalHistogramBinarizer(light));
            return Optional.of(new QRCodeReader().decode(bitmap, hints));
        } catch (ReaderException nothing) {
            return Optional.empty();
        }
    }

    private static Optional<Result> barcode(BinaryBitmap bitmap) {
        try {
            return Optional.of(new MultiFormatReader().decode(bitmap, HINTS));
        } catch (ReaderException nothing) {
            return Optional.empty();
        }
    }

    private static BufferedImage image(Path file) throws IOException {
        try (ImageInputStream in = ImageIO.createImageInputStream(file.toFile())) {
            if (in == null) {
                throw new UnreadableException("cannot be opened");
            }
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw new UnreadableException("is no PNG, JPEG, GIF or BMP picture");
            }
            ImageReader reader = readers.next();
            if (!FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                reader.dispose();
                throw new UnreadableException("is no PNG, JPEG, GIF or BMP picture");
            }
            try {
                reader.setInput(in, true, true);
                long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
                if (pixels > MOST_PIXELS) {
                    throw new UnreadableException(
                            "has " + pixels + " pixels, more than " + MOST_PIXELS);
                }
                return reader.read(0);
            } catch (RuntimeException | OutOfMemoryError broken) {
                // The readers of the JDK believe what a picture says of its own size.
                throw new UnreadableException("is a broken picture");
            } finally {
                reader.dispose();
            }
        }
    }

    /** What is transparent counts as white paper. */
    private static int[] onWhite(int[] pixels) {
        for (int i = 0; i < pixels.length; i++) {
            int alpha = pixels[i] >>> 24;
            if (alpha < 255) {
                pixels[i] =
                        blend(pixels[i] >> 16 & 255, alpha) << 16
                                | blend(pixels[i] >> 8 & 255, alpha) << 8
                                | blend(pixels[i] & 255, alpha);
            }
        }
        return pixels;
    }

    private static int blend(int colour, int alpha) {
        return (colour * alpha + 255 * (255 - alpha)) / 255;
    }
}

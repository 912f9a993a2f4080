// SPDX-License-Identifier: Apache-2.0
package dev.naru.gateway.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.geom.AffineTransform;
import java.awt.image.AffineTransformOp;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QrPictureTest {
    private static final String TEXT =
            "00020101021126150011com.example5204581253034105802KR6304ABCD";

    @TempDir private Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "A",
                "00020101021126150011com.example5204581253034105802KR6304ABCD",
                "가게 \uD83C\uDF5C 서울, \u00E9\u4E2D\u6587",
                "a%20b&c=d?e"
            })
    void whatIsDrawnIsReadBack(String text) throws IOException {
        for (int pixels : List.of(1, 4, 20)) {
            assertThat(QrPhoto.texts(png(text, pixels))).as("at %s", pixels).containsExactly(text);
        }
    }

    @Test
    void anUglyPhotoIsReadAsWell() throws IOException {
        BufferedImage clean = image(picture(TEXT).png(6));
        BufferedImage turned = new BufferedImage(600, 600, BufferedImage.TYPE_INT_RGB);
        turned.createGraphics().fillRect(0, 0, 600, 600);
        AffineTransform turn = AffineTransform.getRotateInstance(0.2, 300, 300);
        turn.translate(100, 100);
        turned.createGraphics()
                .drawImage(
                        clean, new AffineTransformOp(turn, AffineTransformOp.TYPE_BILINEAR), 0, 0);
        Path file = folder.resolve("turned.jpg");
        ImageIO.write(turned, "jpg", file.toFile());
        assertThat(QrPhoto.texts(file)).containsExactly(TEXT);
    }

    @Test
    void everyCodeInAPhotoIsFound() throws IOException {
        BufferedImage left = image(picture(TEXT).png(4));
        BufferedImage right = image(picture("upi://pay?pa=a@b").png(4));
        BufferedImage both =
                new BufferedImage(
                        left.getWidth() + right.getWidth(),
                        left.getHeight(),
                        BufferedImage.TYPE_INT_RGB);
        both.createGraphics().fillRect(0, 0, both.getWidth(), both.getHeight());
        both.createGraphics().drawImage(left, 0, 0, null);
        both.createGraphics().drawImage(right, left.getWidth(), 0, null);
        Path file = folder.resolve("both.png");
        ImageIO.write(both, "png", file.toFile());
        assertThat(QrPhoto.texts(file)).containsExactlyInAnyOrder(TEXT, "upi://pay?pa=a@b");
    }

    @Test
    void whiteOnBlackAndTransparentPaperAreReadAsWell() throws IOException {
        BufferedImage clean = image(picture(TEXT).png(4));
        int width = clean.getWidth();
        BufferedImage dark = new BufferedImage(width, width, BufferedImage.TYPE_INT_RGB);
        BufferedImage clear = new BufferedImage(width, width, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < width; y++) {
            for (int x = 0; x < width; x++) {
                dark.setRGB(x, y, ~clean.getRGB(x, y));
                clear.setRGB(x, y, clean.getRGB(x, y) == 0xFFFFFFFF ? 0 : 0xFF000000);
            }
        }
        for (BufferedImage image : List.of(dark, clear)) {
            Path file = folder.resolve(image.getType() + ".png");
            ImageIO.write(image, "png", file.toFile());
            assertThat(QrPhoto.texts(file)).containsExactly(TEXT);
        }
    }

    @Test
    void aPictureWithoutACodeHasNone() throws IOException {
        Path file = folder.resolve("white.png");
        BufferedImage white = new BufferedImage(50, 50, BufferedImage.TYPE_BYTE_BINARY);
        ImageIO.write(white, "png", file.toFile());
        assertThat(QrPhoto.texts(file)).isEmpty();
    }

    @Test
    void whatIsNoPictureIsSaidToBeNone() throws IOException {
        Path text = Files.writeString(folder.resolve("a.png"), "no picture");
        assertThatThrownBy(() -> QrPhoto.texts(text))
                .isInstanceOf(QrPhoto.UnreadableException.class);
        byte[] png = picture(TEXT).png(8);
        for (int length = 8; length < png.length; length += 7) {
            byte[] cut = Arrays.copyOf(png, length);
            Path file = Files.write(folder.resolve("cut.png"), cut);
            try {
                assertThat(QrPhoto.texts(file)).isIn(List.of(), List.of(TEXT));
            } catch (IOException refused) {
                assertThat(refused).isInstanceOf(IOException.class);
            }
        }
    }

    /** A file of a hundred bytes can say that it is a picture of a thousand million pixels. */
    @Test
    void aHugePictureIsNotUnpacked() throws IOException {
        byte[] png = picture(TEXT).png(1);
        ByteBuffer.wrap(png).putInt(16, 40_000).putInt(20, 40_000);
        Path file = Files.write(folder.resolve("huge.png"), png);
        assertThatThrownBy(() -> QrPhoto.texts(file)).isInstanceOf(IOException.class);
    }

    /** One pixel, and an embedded picture that says it has two thousand million bytes. */
    @ParameterizedTest
    @ValueSource(ints = {0x80000000, 0x7FFFFFF0})
    void aPictureThatLiesAboutWhatIsInItIsBroken(int size) throws IOException {
        ByteBuffer bmp = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
        bmp.put((byte) 'B').put((byte) 'M').putInt(64).putInt(0).putInt(54);
        bmp.putInt(40).putInt(1).putInt(1).putShort((short) 1).putShort((short) 0);
        bmp.putInt(4).putInt(size);
        Path file = Files.write(folder.resolve("lie.bmp"), bmp.array());
        assertThatThrownBy(() -> QrPhoto.texts(file)).isInstanceOf(IOException.class);
    }

    @Test
    void theDrawingInVectorsIsTheSameOne() throws IOException {
        QrPicture picture = picture(TEXT);
        String svg = picture.svg();
        BufferedImage png = image(picture.png(1));
        boolean[][] dark = new boolean[picture.width()][picture.width()];
        Matcher runs = Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z").matcher(svg);
        while (runs.find()) {
            int x = Integer.parseInt(runs.group(1));
            int y = Integer.parseInt(runs.group(2));
            for (int i = 0; i < Integer.parseInt(runs.group(3)); i++) {
                dark[y][x + i] = true;
            }
        }
        for (int y = 0; y < picture.width(); y++) {
            for (int x = 0; x < picture.width(); x++) {
                assertThat(dark[y][x]).isEqualTo((png.getRGB(x, y) & 0xFF) == 0);
            }
        }
        assertThat(svg).contains("viewBox=\"0 0 " + picture.width() + " " + picture.width() + "\"");
    }

    @Test
    void aQuietZoneOfFourIsAroundIt() throws IOException {
        BufferedImage png = image(picture(TEXT).png(1));
        for (int i = 0; i < png.getWidth(); i++) {
            for (int edge = 0; edge < 4; edge++) {
                assertThat(png.getRGB(i, edge) & 0xFF).isEqualTo(0xFF);
                assertThat(png.getRGB(edge, i) & 0xFF).isEqualTo(0xFF);
            }
        }
        assertThat(png.getRGB(4, 4) & 0xFF).isZero();
    }

    @Test
    void aTextThatFitsNoCodeHasNoPicture() {
        assertThat(QrPicture.of("x".repeat(2953))).isPresent();
        assertThat(QrPicture.of("x".repeat(2954))).isEmpty();
    }

    private Path png(String text, int pixels) throws IOException {
        return Files.write(folder.resolve("code.png"), picture(text).png(pixels));
    }

    private static QrPicture picture(String text) {
        return QrPicture.of(text).orElseThrow();
    }

    private static BufferedImage image(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}

package dev.trent.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.nayuki.qrcodegen.QrCode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/// The pictures, as the JDK reads them.
class QrPictureTest {
    private static final int BLACK = 0xFF000000;
    private static final int WHITE = 0xFFFFFFFF;

    @Test
    void a_picture_has_every_module_and_a_white_edge() throws IOException {
        String text = "otpauth://totp/phone%40111122223333?secret=" + "ABCDEFGH".repeat(8);
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(QrPicture.png(text)));
        assertThat(picture.getWidth()).isEqualTo((code.size + 8) * 5).isEqualTo(picture.getHeight());
        for (int y = 0; y < picture.getHeight(); y++) {
            for (int x = 0; x < picture.getWidth(); x++) {
                boolean dark = code.getModule(x / 5 - 4, y / 5 - 4);
                assertThat(picture.getRGB(x, y)).isEqualTo(dark ? BLACK : WHITE);
            }
        }
        assertThat(picture.getRGB(19, 19)).isEqualTo(WHITE);
        assertThat(picture.getRGB(20, 20)).isEqualTo(BLACK);
    }
}

package dev.trent.iam;

import io.nayuki.qrcodegen.QrCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Draws a text as a QR code, in a PNG file with one bit for each pixel.
///
/// Source: ISO/IEC 18004 for the code; W3C, "Portable Network Graphics (PNG) Specification" for the file.
final class QrPicture {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    private static final int PIXELS_PER_MODULE = 5;

    /// The white edge that ISO/IEC 18004 demands.
    private static final int QUIET_MODULES = 4;

    private QrPicture() {}

    /// Returns the bytes of the file.
    static byte[] png(String text) {
        QrCode code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
        int side = (code.size + 2 * QUIET_MODULES) * PIXELS_PER_MODULE;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        // One bit for each pixel, 0 is black; the only methods of compression, filter and no interlace.
        chunk(
                out,
                "IHDR",
                ByteBuffer.allocate(13)
                        .putInt(side)
                        .putInt(side)
                        .put(new byte[] {1, 0, 0, 0, 0})
                        .array());
        chunk(out, "IDAT", deflated(rows(code, side)));
        chunk(out, "IEND", new byte[0]);
        return out.toByteArray();
    }

    /// Returns the rows from top to bottom, each behind a zero: it has no filter.
    private static byte[] rows(QrCode code, int side) {
        int rowBytes = 1 + (side + 7) / 8;
        byte[] rows = new byte[rowBytes * side];
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                // Outside the code there are no dark modules.
                if (!code.getModule(x / PIXELS_PER_MODULE - QUIET_MODULES, y / PIXELS_PER_MODULE - QUIET_MODULES)) {
                    rows[y * rowBytes + 1 + x / 8] |= (byte) (0x80 >> x % 8);
                }
            }
        }
        return rows;
    }

    private static byte[] deflated(byte[] rows) {
        try (Deflater deflater = new Deflater()) {
            deflater.setInput(rows);
            deflater.finish();
            byte[] buffer = new byte[rows.length + 64];
            int length = deflater.deflate(buffer);
            return ByteBuffer.allocate(length).put(buffer, 0, length).array();
        }
    }

    private static void chunk(ByteArrayOutputStream out, String type, byte[] content) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(content);
        out.writeBytes(ByteBuffer.allocate(12 + content.length)
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) sum.getValue())
                .array());
    }
}

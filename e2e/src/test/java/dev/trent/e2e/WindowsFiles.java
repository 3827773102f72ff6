package dev.trent.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;

/// Files of Windows that can be signed, as small as possible.
final class WindowsFiles {

    /// The place of the instruction in the program.
    static final int INSTRUCTION = 0x200;

    private static final int HEADERS = 0x80;
    private static final int OPTIONAL_HEADER_BYTES = 240;
    private static final int FILE_ALIGNMENT = 0x200;
    private static final int SECTION_ALIGNMENT = 0x1000;

    private WindowsFiles() {}

    /// Writes a PowerShell script.
    static Path script(Path file) {
        return write(file, "Write-Output 'signed with Trent'\r\n".getBytes(US_ASCII));
    }

    /// Writes a 64-bit program in Microsoft's PE format. Its only instruction is a return.
    static Path program(Path file) {
        ByteBuffer pe = ByteBuffer.allocate(2 * FILE_ALIGNMENT).order(ByteOrder.LITTLE_ENDIAN);
        pe.put("MZ".getBytes(US_ASCII)).putInt(0x3c, HEADERS);
        pe.position(HEADERS).put("PE\0\0".getBytes(US_ASCII));
        // COFF header: x86-64, one section, an executable image.
        pe.putShort((short) 0x8664).putShort((short) 1).putInt(0).putInt(0).putInt(0);
        pe.putShort((short) OPTIONAL_HEADER_BYTES).putShort((short) 0x22);
        int optional = pe.position();
        pe.putShort((short) 0x20b)
                .putShort((short) 0)
                .putInt(FILE_ALIGNMENT)
                .putInt(0)
                .putInt(0);
        pe.putInt(SECTION_ALIGNMENT).putInt(SECTION_ALIGNMENT).putLong(0x140000000L);
        pe.putInt(SECTION_ALIGNMENT).putInt(FILE_ALIGNMENT);
        // Versions of the system, the image and the subsystem.
        pe.putInt(6).putInt(0).putInt(6).putInt(0);
        pe.putInt(2 * SECTION_ALIGNMENT).putInt(FILE_ALIGNMENT).putInt(0);
        // A console program, with the usual stack and heap, and sixteen directories, all empty.
        pe.putShort((short) 3).putShort((short) 0);
        pe.putLong(0x100000)
                .putLong(0x1000)
                .putLong(0x100000)
                .putLong(0x1000)
                .putInt(0)
                .putInt(16);
        pe.position(optional + OPTIONAL_HEADER_BYTES).put(".text\0\0\0".getBytes(US_ASCII));
        pe.putInt(1).putInt(SECTION_ALIGNMENT).putInt(FILE_ALIGNMENT).putInt(FILE_ALIGNMENT);
        pe.putInt(0).putInt(0).putInt(0).putInt(0x60000020);
        pe.put(INSTRUCTION, (byte) 0xc3);
        return write(file, pe.array());
    }

    private static Path write(Path file, byte[] content) {
        try {
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

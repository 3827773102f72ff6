package dev.trent.wire;

import java.nio.charset.StandardCharsets;

/// Writes XML elements. Every text is escaped. Characters that XML 1.0 does not allow are replaced.
final class XmlText {
    private final StringBuilder text = new StringBuilder(512);

    XmlText open(String element) {
        text.append('<').append(element).append('>');
        return this;
    }

    XmlText open(String element, String namespace) {
        text.append('<').append(element).append(" xmlns=\"").append(namespace).append("\">");
        return this;
    }

    XmlText close(String element) {
        text.append("</").append(element).append('>');
        return this;
    }

    XmlText element(String name, String content) {
        return open(name).content(content).close(name);
    }

    XmlText content(String content) {
        content.codePoints().forEach(this::escape);
        return this;
    }

    byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void escape(int point) {
        switch (point) {
            case '&' -> text.append("&amp;");
            case '<' -> text.append("&lt;");
            case '>' -> text.append("&gt;");
            case '"' -> text.append("&quot;");
            case '\r' -> text.append("&#xD;");
            default -> text.appendCodePoint(isXml(point) ? point : 0xFFFD);
        }
    }

    private static boolean isXml(int point) {
        return point == '\t'
                || point == '\n'
                || (point >= ' ' && point <= 0xD7FF)
                || (point >= 0xE000 && point <= 0xFFFD)
                || point >= 0x10000;
    }
}

package dev.trent.wire;

import java.nio.charset.StandardCharsets;

/// Writes XML elements. Every text is escaped. Characters that XML 1.0 does not allow are replaced.
public final class XmlText {
    private final StringBuilder text = new StringBuilder(512);

    /// Begins an element.
    public XmlText open(String element) {
        text.append('<').append(element).append('>');
        return this;
    }

    /// Begins an element with a namespace.
    public XmlText open(String element, String namespace) {
        text.append('<').append(element).append(" xmlns=\"").append(namespace).append("\">");
        return this;
    }

    /// Ends an element.
    public XmlText close(String element) {
        text.append("</").append(element).append('>');
        return this;
    }

    /// Writes a whole element.
    public XmlText element(String name, String content) {
        return open(name).content(content).close(name);
    }

    /// Writes text.
    public XmlText content(String content) {
        content.codePoints().forEach(this::escape);
        return this;
    }

    /// Returns the XML in UTF-8.
    public byte[] bytes() {
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

package vivarium.desktop.report;

/** A page of HTML that grows; whatever text comes in is escaped. */
final class Page {

  private final StringBuilder html = new StringBuilder();

  /** Adds markup as it is. */
  Page raw(String markup) {
    html.append(markup);
    return this;
  }

  /** Adds text. */
  Page text(String text) {
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      switch (letter) {
        case '<' -> html.append("&lt;");
        case '>' -> html.append("&gt;");
        case '&' -> html.append("&amp;");
        case '"' -> html.append("&quot;");
        case '\'' -> html.append("&#39;");
        case '\u0000' -> html.append('\ufffd');
        default -> html.append(letter);
      }
    }
    return this;
  }

  /** Adds an element with a text. */
  Page element(String name, String text) {
    return raw("<" + name + ">").text(text).raw("</" + name.split(" ", 2)[0] + ">\n");
  }

  /** Adds a row of a table, the first cell as its heading. */
  Page row(String heading, String... cells) {
    raw("<tr>").element("th scope=\"row\"", heading);
    for (String cell : cells) {
      element("td", cell);
    }
    return raw("</tr>\n");
  }

  @Override
  public String toString() {
    return html.toString();
  }
}

package vivarium.desktop.report;

import java.util.LinkedHashMap;
import vivarium.desktop.paint.SvgPicture;
import vivarium.desktop.paint.SvgPicture.ColourPair;

/** What a report looks like; the page forbids itself to load anything. */
final class Style {

  private static final String CSS =
      """
      :root{--ground:#0b0e14;--card:#121722;--line:#262e3d;--text:#e6e9f0;--muted:#9aa4b5;
      --bad:#ff6b6b;--warn:#f5b83d;--good:#54d6a4;--coordination:#b79cff;--accent:#6ea8ff;
      color-scheme:dark}
      @media (prefers-color-scheme:light){:root{--ground:#f5f7fa;--card:#fff;--line:#d8dee8;
      --text:#1b2230;--muted:#5b6678;--bad:#c62f37;--warn:#8a5a00;--good:#0d7a55;
      --coordination:#6a45c9;--accent:#1f5fc4;color-scheme:light}}
      *{box-sizing:border-box}
      body{margin:0;background:var(--ground);color:var(--text);line-height:1.5;word-break:keep-all;overflow-wrap:anywhere;
      font:15px/1.5 Inter,'Segoe UI',Roboto,'Helvetica Neue','DejaVu Sans','Noto Sans KR','Malgun Gothic',
      'Apple SD Gothic Neo',NanumGothic,sans-serif}
      main{max-width:1180px;margin:0 auto;padding:40px 24px 80px}
      h1{font-size:34px;line-height:1.2;margin:4px 0 8px;letter-spacing:-.01em}
      h2{font-size:20px;margin:56px 0 16px}
      h3{font-size:14px;margin:0 0 8px;color:var(--muted);font-weight:600}
      p{margin:0}
      .kicker{color:var(--accent);font-weight:600;font-size:13px;letter-spacing:.04em}
      .lead{font-size:17px;max-width:75ch}
      .span,.faint{color:var(--muted)}
      .span{margin-top:8px}
      time{font-family:'JetBrains Mono',ui-monospace,'DejaVu Sans Mono',monospace;font-size:13px;
      color:var(--muted)}
      .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(150px,1fr));gap:12px}
      .tile{background:var(--card);border:1px solid var(--line);border-radius:10px;
      padding:14px 16px}
      .tile b{display:block;font-size:26px;font-variant-numeric:tabular-nums}
      .tile span{color:var(--muted);font-size:13px}
      .tile.bad b,p.bad,li.bad>div>p:first-child{color:var(--bad)}
      .tile.warn b,p.warn,li.warn>div>p:first-child{color:var(--warn)}
      .tile.good b,p.good,li.good>div>p:first-child{color:var(--good)}
      p.coordination,li.coordination>div>p:first-child{color:var(--coordination)}
      table{border-collapse:collapse;width:100%;font-size:14px;margin-top:16px;
      font-variant-numeric:tabular-nums}
      .columns table{margin:0}
      th{text-align:left;font-weight:500}
      thead th{color:var(--muted);font-size:13px}
      th,td{padding:6px 12px 6px 0;border-bottom:1px solid var(--line);vertical-align:top}
      td{overflow-wrap:anywhere}
      figure{margin:0 0 28px;background:var(--card);border:1px solid var(--line);
      border-radius:12px;overflow:hidden}
      figcaption{padding:14px 18px;border-bottom:1px solid var(--line);display:grid;
      grid-template-columns:auto 1fr;gap:2px 14px;align-items:baseline}
      figcaption p{grid-column:2}
      figcaption p{font-weight:600}
      figcaption p.faint{font-weight:400}
      svg{display:block;width:100%;height:auto}
      svg svg{display:inline;width:auto}
      .story{list-style:none;margin:0;padding:0}
      .story>li{display:grid;grid-template-columns:92px 1fr;gap:12px;padding:9px 0 9px 14px;
      border-left:3px solid var(--line);scroll-margin-top:40vh}
      .story>li.bad{border-color:var(--bad)}
      .story>li.warn{border-color:var(--warn)}
      .story>li.good{border-color:var(--good)}
      .story>li.coordination{border-color:var(--coordination)}
      .story time{padding-top:2px}
      .because{color:var(--muted);font-size:13.5px}
      a{color:var(--accent);text-decoration:none}
      a:hover{text-decoration:underline}
      .because a{color:inherit;border-bottom:1px dotted}
      details{font-size:13.5px;color:var(--muted)}
      details ul{margin:4px 0;padding-left:18px}
      summary{cursor:pointer}
      .columns{display:grid;grid-template-columns:repeat(auto-fit,minmax(330px,1fr));gap:32px}
      @media print{figure,.tile,.story>li{break-inside:avoid}}
      """;

  private Style() {}

  /** The whole document. */
  static String document(
      String language, String title, LinkedHashMap<ColourPair, String> colours, String body) {
    Page page = new Page();
    page.raw("<!DOCTYPE html>\n<html lang=\"").text(language).raw("\">\n<head>\n");
    page.raw("<meta charset=\"utf-8\">\n");
    page.raw("<meta http-equiv=\"Content-Security-Policy\"");
    page.raw(" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    page.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.element("title", title);
    page.raw("<style>\n").raw(CSS).raw(SvgPicture.css(colours)).raw("</style>\n</head>\n<body>\n");
    return page.raw(body).raw("</body>\n</html>\n").toString();
  }
}

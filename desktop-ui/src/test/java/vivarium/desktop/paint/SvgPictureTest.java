package vivarium.desktop.paint;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import vivarium.desktop.fixture.Classroom;
import vivarium.desktop.fixture.Toolkit;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.Mark;
import vivarium.desktop.stage.Movement;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.stage.StageLayout;
import vivarium.desktop.stage.StageOptions;
import vivarium.desktop.stage.TextRole;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.FontMeasure;

class SvgPictureTest {

  private static Document parse(String xml) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
  }

  private static List<String> texts(Document document) {
    NodeList nodes = document.getElementsByTagName("text");
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < nodes.getLength(); i++) {
      texts.add(nodes.item(i).getTextContent());
    }
    return texts;
  }

  @Test
  void theStageIsADocumentWithEveryTextAndEveryMessage() throws Exception {
    Classroom classroom = new Classroom().withClients().runFor(6_000);
    classroom.kill(Classroom.BROKER_1);
    classroom.runFor(4_000);
    var model = classroom.cluster().model();
    long now = classroom.cluster().nowNanos();
    Frame frame =
        Toolkit.call(
            () ->
                new StageLayout(new FontMeasure())
                    .layout(model, now, 1200, 800, StageOptions.DEFAULT, Texts.KOREAN));
    List<Mark> marks = new Movement().at(frame, model, now, false).marks();

    Document document =
        parse(
            SvgPicture.ofStage(frame, marks, "a <test> & more")
                .document(Appearance.LIGHT.palette()));

    assertThat(marks).isNotEmpty();
    assertThat(texts(document)).containsAll(frame.texts().stream().map(Shape.Text::text).toList());
    assertThat(document.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("a <test> & more");
    assertThat(document.getElementsByTagName("image").getLength()).isZero();
  }

  @Test
  void lettersThatXmlKnowsAreEscapedAndThoseThatItForbidsReplaced() throws Exception {
    Shape.Text text =
        new Shape.Text(
            1,
            2,
            "a<b>&\"'\u0001\u0007\uffff😀",
            TextRole.BODY,
            12,
            Tone.PLAIN,
            Shape.Align.LEFT,
            40);
    Document document =
        parse(SvgPicture.of(100, 50, List.of(text), "t").document(Appearance.DARK.palette()));
    assertThat(texts(document)).containsExactly("a<b>&\"'\ufffd\ufffd\ufffd😀");
  }

  @Test
  void aPageChoosesTheColoursItself() {
    Shape.Icon icon = new Shape.Icon(10, 10, 12, Shape.Glyph.CROWN, Tone.ACCENT);
    var variables = new LinkedHashMap<SvgPicture.ColourPair, String>();
    String element = SvgPicture.of(20, 20, List.of(icon), "t").element(variables);
    assertThat(element).contains("fill=\"var(--p0)\"").doesNotContain("\u0001");
    assertThat(SvgPicture.css(variables))
        .contains(SvgDrawing.hex(Appearance.DARK.palette().of(Tone.ACCENT)))
        .contains("prefers-color-scheme:light")
        .contains(SvgDrawing.hex(Appearance.LIGHT.palette().of(Tone.ACCENT)));
  }
}

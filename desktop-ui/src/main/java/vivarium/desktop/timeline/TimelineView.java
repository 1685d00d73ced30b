package vivarium.desktop.timeline;

import java.util.List;
import java.util.function.LongConsumer;
import javafx.beans.property.LongProperty;
import javafx.beans.property.SimpleLongProperty;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.theme.Theme;

/** The list of what happened, and why. */
public final class TimelineView extends BorderPane {

  private static final double LINE_HEIGHT = 23;
  private static final double WHY_SHARE = 0.34;

  /** Of what is later than the moment looked at. */
  private static final double FADED = 0.45;

  /** As a share of the whole way: the list is not at its top. */
  private static final double SCROLLED = 0.001;

  /** No line: nothing is later than the moment looked at. */
  private static final int PRESENT = -1;

  private final TimelineViewModel model;
  private final LongConsumer open;
  private final LongConsumer visit;
  private final ListView<EventLine> list;
  private final Label whyTitle = new Label();
  private final Button newest = new Button();
  private final VBox whyLines = new VBox();
  private String nothingAsked = "";
  private String visitTip = "";
  private boolean follows;
  private int headLine = PRESENT;
  private final LongProperty headNanos = new SimpleLongProperty();

  /**
   * A timeline.
   *
   * @param open what a click on an event does with its seq
   * @param visit goes to the moment of an event
   */
  public TimelineView(TimelineViewModel model, LongConsumer open, LongConsumer visit) {
    this.model = model;
    this.open = open;
    this.visit = visit;
    this.list = new ListView<>(model.lines());
    getStyleClass().add("timeline");
    setId("timeline");
    list.setId("events");
    list.setCellFactory(unused -> new EventCell());
    list.getSelectionModel()
        .selectedItemProperty()
        .subscribe(
            line -> {
              if (line != null && !follows) {
                open.accept(line.seq());
              }
            });
    newest.setId("newest");
    newest.getStyleClass().add("newest");
    newest.setVisible(false);
    newest.setFocusTraversable(false);
    newest.setOnAction(
        event -> {
          open.accept(0L);
          list.scrollTo(0);
        });
    setCenter(list);
    list.skinProperty().subscribe(skin -> watchScrolling());
    setRight(why());
    model.chainProperty().subscribe(this::showChain);
  }

  /** Whoever reads on further down is offered the way back to what is new. */
  private void watchScrolling() {
    for (Node bar : list.lookupAll(".scroll-bar")) {
      if (bar instanceof ScrollBar scroll && scroll.getOrientation() == Orientation.VERTICAL) {
        newest
            .visibleProperty()
            .bind(scroll.visibleProperty().and(scroll.valueProperty().greaterThan(SCROLLED)));
      }
    }
  }

  private Region why() {
    whyTitle.getStyleClass().add("why-title");
    ScrollPane scroll = new ScrollPane(whyLines);
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.setStyle("-fx-background-color: transparent; -fx-background: transparent;");
    VBox.setVgrow(scroll, Priority.ALWAYS);
    whyTitle.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(whyTitle, Priority.ALWAYS);
    newest.setMinWidth(Region.USE_PREF_SIZE);
    HBox head = new HBox(whyTitle, newest);
    head.setAlignment(Pos.CENTER_LEFT);
    VBox box = new VBox(head, scroll);
    box.getStyleClass().add("why");
    box.prefWidthProperty().bind(widthProperty().multiply(WHY_SHARE));
    box.setMinWidth(0);
    return box;
  }

  /** Puts the view's own words into a language. */
  public void speak(Texts texts) {
    newest.setText(texts.get("timeline.newest"));
    whyTitle.setText(texts.get("timeline.why"));
    list.setAccessibleText(texts.get("timeline.list"));
    list.setPlaceholder(new Label(texts.get("timeline.nothingYet")));
    nothingAsked = texts.get("timeline.ask");
    visitTip = texts.get("timeline.visit");
    showChain(model.chainProperty().get());
  }

  /**
   * Fades what is later than the moment looked at, here and in its causes, and keeps what happened
   * last before it in sight.
   *
   * @param isPast whether it is not the present, where whoever reads further down is left in peace
   */
  public void showHead(long headNanos, boolean isPast) {
    this.headNanos.set(headNanos);
    int line = isPast ? lineAt(headNanos) : PRESENT;
    if (line != headLine) {
      headLine = line;
      list.scrollTo(Math.max(0, line - 1));
    }
  }

  /** The newest line that is not later than a moment; the oldest if all are. */
  private int lineAt(long nanos) {
    int low = 0;
    int high = model.lines().size() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (model.lines().get(middle).atNanos() > nanos) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private void showChain(List<EventLine> chain) {
    whyLines.getChildren().clear();
    showInList(chain);
    if (chain.isEmpty()) {
      Label hint = new Label(nothingAsked);
      hint.setWrapText(true);
      hint.getStyleClass().add("because");
      whyLines.getChildren().add(hint);
    }
    for (int i = 0; i < chain.size(); i++) {
      whyLines.getChildren().add(link(chain.get(i), i));
    }
  }

  /** The event asked about is the selected line of the list, and in sight. */
  private void showInList(List<EventLine> chain) {
    int index = -1;
    for (int i = 0; !chain.isEmpty() && i < model.lines().size() && index < 0; i++) {
      index = model.lines().get(i).seqs().contains(chain.getFirst().seq()) ? i : -1;
    }
    follows = true;
    if (index < 0) {
      list.getSelectionModel().clearSelection();
    } else if (list.getSelectionModel().getSelectedIndex() != index) {
      list.getSelectionModel().clearAndSelect(index);
      list.scrollTo(Math.max(0, index - 1));
    }
    follows = false;
  }

  /** One link of the chain: its time leads to that moment, its sentence to the event. */
  private Region link(EventLine line, int depth) {
    Hyperlink moment = new Hyperlink((depth == 0 ? "" : "← ") + line.clock());
    moment.setId("visit-" + depth);
    moment.getStyleClass().add("moment");
    moment.setMinWidth(Region.USE_PREF_SIZE);
    moment.setTooltip(new Tooltip(visitTip));
    moment.setAccessibleText(visitTip + " " + line.clock());
    moment.setOnAction(event -> visit.accept(line.seq()));
    Hyperlink sentence = new Hyperlink(line.sentence());
    sentence.setWrapText(true);
    Theme.tone(sentence, line.tone());
    sentence.setMaxWidth(Double.MAX_VALUE);
    sentence.setAlignment(Pos.CENTER_LEFT);
    sentence.setOnAction(event -> open.accept(line.seq()));
    // Below each other: the sentence then has the whole width, and wraps as it is measured.
    VBox link = new VBox(moment, sentence);
    link.opacityProperty().bind(headNanos.map(head -> opacity(line, head.longValue())));
    return link;
  }

  private static double opacity(EventLine line, long headNanos) {
    return line.atNanos() > headNanos ? FADED : 1;
  }

  /** One event on one line. */
  private final class EventCell extends ListCell<EventLine> {

    /** The time, the dot, the gaps and a scroll bar. */
    private static final double ROOM_BESIDE_SENTENCE = 114;

    private final Circle dot = new Circle(3.5);
    private final Label time = new Label();
    private final Label sentence = new Label();
    private final Label because = new Label();
    private final HBox box = new HBox(9, time, dot, sentence, because);

    EventCell() {
      time.getStyleClass().add("time");
      time.setMinWidth(Region.USE_PREF_SIZE);
      sentence.getStyleClass().add("sentence");
      because.getStyleClass().add("because");
      sentence.setWrapText(true);
      sentence.setMinWidth(0);
      because.setMinWidth(0);
      HBox.setHgrow(because, Priority.ALWAYS);
      box.setAlignment(Pos.CENTER_LEFT);
      box.setMinWidth(0);
      box.prefWidthProperty().bind(widthProperty().subtract(14));
      setPrefWidth(0);
      headNanos.subscribe(unused -> fade());
    }

    /** Lines are lit or faded where they stand: their place and height stay. */
    private void fade() {
      EventLine line = getItem();
      box.setOpacity(line == null ? 1 : opacity(line, headNanos.get()));
    }

    /** A sentence has as many lines as it needs. */
    @Override
    protected double computePrefHeight(double width) {
      double room = getListView() == null ? -1 : getListView().getWidth() - ROOM_BESIDE_SENTENCE;
      return room <= 0 || isEmpty()
          ? LINE_HEIGHT
          : Math.max(LINE_HEIGHT, Math.ceil(sentence.prefHeight(room)) + 4);
    }

    /** The reason is there where all of it fits behind the sentence. */
    @Override
    protected void layoutChildren() {
      double needed = sentence.prefWidth(-1) + because.prefWidth(-1) + ROOM_BESIDE_SENTENCE;
      because.setVisible(needed <= getWidth());
      because.setManaged(needed <= getWidth());
      super.layoutChildren();
    }

    @Override
    protected void updateItem(EventLine line, boolean empty) {
      super.updateItem(line, empty);
      if (empty || line == null) {
        setGraphic(null);
        setTooltip(null);
        setAccessibleText(null);
        return;
      }
      time.setText(line.clock());
      sentence.setText(line.sentence());
      Theme.tone(sentence, line.tone());
      because.setText(line.because().isEmpty() ? "" : " ← " + line.because());
      Theme.tone(dot, line.tone());
      setAccessibleText(line.clock() + " " + line.sentence() + " " + line.because());
      fade();
      String each = line.details().isEmpty() ? "" : "\n" + String.join("\n", line.details());
      setTooltip(new Tooltip(line.sentence() + because.getText() + each));
      setGraphic(box);
    }
  }
}

package vivarium.desktop.experiment;

import java.util.Objects;
import java.util.function.Consumer;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.i18n.Units;
import vivarium.desktop.paint.StageCanvas;
import vivarium.desktop.stage.Caption;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.TextMeasure;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.Theme;
import vivarium.desktop.timeline.TimeSpan;
import vivarium.engine.text.Wording;

/**
 * Both stages in step on one clock, beside each other, or above each other where it is narrow; the
 * table to their right. {@link #pulse} is called once a frame.
 */
public final class ExperimentView extends BorderPane {

  /** With less room for each, the stages stand above each other. */
  private static final double MIN_STAGE_WIDTH = 900;

  /** Lower stages leave all their room to boxes; their captions stand above them. */
  private static final double LEAST_WITH_CAPTION = 330;

  private final ExperimentViewModel model;
  private final ObservableValue<Texts> texts;
  private final ObservableValue<Appearance> appearance;
  private final Consumer<WindowAction> window;
  private final Runnable close;
  private final Label name = new Label();
  private final Label about = new Label();
  private final Label caveat = new Label();
  private final Label clock = new Label();
  private final Label speed = new Label();
  private final Label left = new Label();
  private final Label labelA = new Label();
  private final Label labelB = new Label();
  private final Button back = new Button();
  private final Button play = new Button();
  private final StageCanvas stageA;
  private final StageCanvas stageB;
  private final Label saidOfA = new Label();
  private final Label saidOfB = new Label();
  private final VBox sideA;
  private final VBox sideB;
  private final GridPane stages = new GridPane(10, 8);
  private final ClockView axis;
  private final DifferenceTable table;
  private double scale = 1;
  private boolean stacked;

  /**
   * The view of an experiment.
   *
   * @param window does what is the whole window's, such as switching the language
   * @param close goes back to where one came from
   */
  public ExperimentView(
      ExperimentViewModel model,
      TextMeasure measure,
      ObservableValue<Texts> texts,
      ObservableValue<Appearance> appearance,
      Consumer<WindowAction> window,
      Runnable close) {
    this.model = model;
    this.window = window;
    this.texts = texts;
    this.appearance = appearance;
    this.close = close;
    this.stageA = new StageCanvas(appearance.getValue().palette());
    this.stageB = new StageCanvas(appearance.getValue().palette());
    this.sideA = side("A", labelA, saidOfA, stageA);
    this.sideB = side("B", labelB, saidOfB, stageB);
    stageA.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    stageB.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    this.axis = new ClockView(measure, model::seek, model);
    this.table = new DifferenceTable(model.result(), model::showDifference);
    setId("experiment");
    getStyleClass().add("experiment");
    setTop(top());
    setCenter(stages);
    setRight(tablePane());
    setBottom(bottom());
    stages.getStyleClass().add("stages");
    stages.setMinSize(0, 0);
    arrange(false);
    addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    addEventFilter(KeyEvent.KEY_TYPED, this::typed);
    setFocusTraversable(true);
    texts.subscribe(this::speak);
    appearance.subscribe(
        now -> {
          stageA.setPalette(now.palette());
          stageB.setPalette(now.palette());
          model.refresh();
        });
  }

  /** From the beginning of both runs to their end. */
  static TimeSpan span(ExperimentViewModel model) {
    return new TimeSpan(0, model.endNanos());
  }

  private static VBox side(String letter, Label label, Label said, StageCanvas stage) {
    Label chip = new Label(letter);
    chip.getStyleClass().add("side-letter");
    chip.setMinWidth(Region.USE_PREF_SIZE);
    label.getStyleClass().add("side-label");
    label.setMinWidth(Region.USE_PREF_SIZE);
    said.setId("experiment-said-" + letter);
    said.setMinWidth(0);
    said.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
    said.setTooltip(new Tooltip());
    said.setPadding(new Insets(0, 0, 0, 8));
    HBox head = new HBox(8, chip, label, said);
    head.setAlignment(Pos.CENTER_LEFT);
    stage.setMinSize(0, 0);
    stage.setId("experiment-stage-" + letter);
    VBox box = new VBox(4, head, stage);
    VBox.setVgrow(stage, Priority.ALWAYS);
    box.getStyleClass().add("side-box");
    box.setMinSize(0, 0);
    return box;
  }

  private VBox top() {
    back.setId("experiment-back");
    back.setOnAction(event -> close.run());
    back.setFocusTraversable(false);
    back.setMinWidth(Region.USE_PREF_SIZE);
    name.getStyleClass().add("experiment-name");
    name.setMinWidth(Region.USE_PREF_SIZE);
    HBox line = new HBox(14, back, name);
    line.setAlignment(Pos.CENTER_LEFT);
    about.setWrapText(true);
    about.setMinHeight(Region.USE_PREF_SIZE);
    Theme.tone(about, Tone.MUTED);
    caveat.setId("experiment-caveat");
    caveat.setWrapText(true);
    caveat.setMinHeight(Region.USE_PREF_SIZE);
    Theme.tone(caveat, Tone.WARN);
    caveat.setVisible(model.result().experiment().caveat() != null);
    caveat.managedProperty().bind(caveat.visibleProperty());
    left.setId("experiment-left");
    left.setWrapText(true);
    left.setMinHeight(Region.USE_PREF_SIZE);
    Theme.tone(left, Tone.WARN);
    left.setVisible(!model.result().isWhole());
    left.managedProperty().bind(left.visibleProperty());
    VBox top = new VBox(4, line, about, caveat, left);
    top.getStyleClass().add("experiment-top");
    return top;
  }

  private ScrollPane tablePane() {
    ScrollPane pane = new ScrollPane(table);
    pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    pane.setFocusTraversable(false);
    pane.setMinWidth(table.getMinWidth() + 14);
    pane.getStyleClass().add("differences-pane");
    return pane;
  }

  private HBox bottom() {
    play.setId("experiment-play");
    play.setOnAction(event -> model.togglePlay());
    play.setFocusTraversable(false);
    play.setMinWidth(96);
    clock.setId("experiment-time");
    clock.getStyleClass().add("clock");
    clock.setMinWidth(Region.USE_PREF_SIZE);
    speed.getStyleClass().add("mono");
    Theme.tone(speed, Tone.MUTED);
    HBox numbers = new HBox(10, clock, speed);
    numbers.setAlignment(Pos.CENTER_LEFT);
    VBox left = new VBox(6, play, numbers);
    left.setAlignment(Pos.CENTER_LEFT);
    left.setMinWidth(150);
    HBox.setHgrow(axis, Priority.ALWAYS);
    HBox box = new HBox(10, left, axis);
    box.setAlignment(Pos.CENTER_LEFT);
    box.getStyleClass().add("experiment-bottom");
    return box;
  }

  /** Both have the same room, beside or above each other. */
  private void arrange(boolean above) {
    stacked = above;
    stages.getChildren().clear();
    stages.getColumnConstraints().clear();
    stages.getRowConstraints().clear();
    for (int i = 0; i < (above ? 1 : 2); i++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(above ? 100 : 50);
      stages.getColumnConstraints().add(column);
    }
    for (int i = 0; i < (above ? 2 : 1); i++) {
      RowConstraints row = new RowConstraints();
      row.setPercentHeight(above ? 50 : 100);
      stages.getRowConstraints().add(row);
    }
    stages.add(sideA, 0, 0);
    stages.add(sideB, above ? 0 : 1, above ? 1 : 0);
  }

  private void speak(Texts now) {
    Experiment experiment = model.result().experiment();
    back.setText(now.get("experiment.back"));
    name.setText(experiment.name().in(now.locale()));
    about.setText(experiment.about().in(now.locale()));
    Wording warning = experiment.caveat();
    caveat.setText(warning == null ? "" : warning.in(now.locale()));
    left.setText(String.join("\n", model.result().stepsLeft(now)));
    labelA.setText(experiment.a().label(now));
    labelB.setText(experiment.b().label(now));
    axis.setAccessibleText(now.get("timeline.axis"));
    stageA.setAccessibleText("A: " + labelA.getText());
    stageB.setAccessibleText("B: " + labelB.getText());
    table.speak(now);
    model.refresh();
  }

  /**
   * Draws so that it is sharp where a pixel of the layout is several.
   *
   * @param newScale pixels for each pixel of the layout
   */
  public void setScale(double newScale) {
    scale = newScale;
    stageA.setScale(newScale);
    stageB.setScale(newScale);
  }

  /** Shows the present moment of the clock. */
  public void pulse() {
    boolean narrow = stages.getWidth() > 0 && stages.getWidth() / 2 < MIN_STAGE_WIDTH;
    if (narrow != stacked) {
      arrange(narrow);
      layout();
    }
    double width = Math.floor(Math.min(stageA.getWidth(), stageB.getWidth()));
    double height = Math.floor(Math.min(stageA.getHeight(), stageB.getHeight()));
    if (width < 100 || height < 100) {
      return;
    }
    if (changedSize(width, height)) {
      model.refresh();
    }
    boolean captioned = height >= LEAST_WITH_CAPTION;
    model.pulse(width, height, captioned, texts.getValue());
    say(saidOfA, captioned ? null : model.a().caption());
    say(saidOfB, captioned ? null : model.b().caption());
    stageA.show(Objects.requireNonNull(model.a().frame()), model.a().moment().marks());
    stageB.show(Objects.requireNonNull(model.b().frame()), model.b().moment().marks());
    clock.setText(Units.clock(model.nowProperty().get()));
    speed.setText(Units.rate(model.speed()) + "×");
    boolean plays = model.playingProperty().get();
    play.setText(texts.getValue().get(plays ? "experiment.pause" : "experiment.play"));
    axis.draw(clockContent(), appearance.getValue().palette(), scale);
  }

  private static void say(Label said, @Nullable Caption caption) {
    said.setText(caption == null ? "" : caption.headline());
    if (caption != null) {
      said.getTooltip().setText((caption.headline() + "\n" + caption.because()).strip());
      Theme.tone(said, caption.tone());
    }
  }

  private boolean changedSize(double width, double height) {
    Frame shown = model.a().frame();
    return shown == null || shown.width() != width || shown.height() != height;
  }

  private ClockLayout.Content clockContent() {
    ExperimentResult result = model.result();
    boolean forked = result.experiment().b().change() != null;
    return new ClockLayout.Content(
        span(model),
        model.nowProperty().get(),
        model.told(result.a()),
        model.told(result.b()),
        result.first(),
        forked ? result.experiment().fromNanos() : -1,
        texts.getValue().get("experiment.firstDifference"));
  }

  private void pressed(KeyEvent event) {
    if (event.isShortcutDown() || event.isAltDown()) {
      return;
    }
    switch (event.getCode()) {
      case ESCAPE -> close.run();
      case SPACE -> model.togglePlay();
      case HOME -> model.seek(0);
      case END -> model.seek(model.endNanos());
      case D -> model.showDifference();
      case L -> window.accept(WindowAction.LANGUAGE);
      case T -> window.accept(WindowAction.APPEARANCE);
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** Signs are taken as typed, since their keys differ from keyboard to keyboard. */
  private void typed(KeyEvent event) {
    switch (event.getCharacter()) {
      case "." -> model.step();
      case "," -> model.stepBack();
      case "]" -> model.faster();
      case "[" -> model.slower();
      default -> {
        return;
      }
    }
    event.consume();
  }

  /** What is shown, for those who take pictures of it and for tests. */
  public ExperimentViewModel model() {
    return model;
  }
}

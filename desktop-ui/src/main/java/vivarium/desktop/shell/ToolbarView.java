package vivarium.desktop.shell;

import java.util.List;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;
import org.kordamp.ikonli.materialdesign2.MaterialDesignC;
import org.kordamp.ikonli.materialdesign2.MaterialDesignE;
import org.kordamp.ikonli.materialdesign2.MaterialDesignF;
import org.kordamp.ikonli.materialdesign2.MaterialDesignP;
import org.kordamp.ikonli.materialdesign2.MaterialDesignS;
import org.kordamp.ikonli.materialdesign2.MaterialDesignT;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.i18n.Sentence;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.stage.Tone;
import vivarium.desktop.theme.Theme;
import vivarium.engine.text.Wording;

/**
 * The bar at the top. What has no room is not cut: first the word on the button of internal topics
 * gives way to its sign, then the name of a film that is made, the title and the address, which
 * tooltips still say. What changes with time keeps its width, so that no button moves under the
 * hand.
 */
final class ToolbarView extends HBox {

  private static final double TIP_GAP = 4;
  private static final double HEIGHT = 48;
  private static final double MIN_SLIDER_WIDTH = 60;
  private static final double SPACING_OF_ADDRESS = 6;

  /** Of the sign that stands for a word on a button. */
  private static final double ICON_WIDTH = 16;

  /** What the rounding of widths to pixels can come to. */
  private static final double ROUNDING = 6;

  private static final PseudoClass RECORDING = PseudoClass.getPseudoClass("recording");
  private static final PseudoClass PAST = PseudoClass.getPseudoClass("past");

  private final ToolbarViewModel model;
  private final PlaybackViewModel playback;
  private final ObservableValue<Texts> texts;
  private final Consumer<Sentence> tell;
  private final Label live = new Label();
  private final BooleanProperty alone = new SimpleBooleanProperty();
  private final ToggleButton internal = new ToggleButton();
  private final Label name = new Label();
  private final Label address = new Label();
  private final Slider slider;
  private final FilmSign film;
  private final Label behind = new Label();
  private final BooleanProperty explained = new SimpleBooleanProperty();
  private final BooleanProperty titled = new SimpleBooleanProperty(true);
  private final BooleanProperty addressed = new SimpleBooleanProperty(true);
  private final FontIcon pauseIcon = new FontIcon(MaterialDesignP.PAUSE);

  ToolbarView(
      ToolbarViewModel model,
      PlaybackViewModel playback,
      ObservableValue<Texts> texts,
      Wording title,
      WindowActions actions,
      Consumer<Sentence> tell) {
    this.model = model;
    this.playback = playback;
    this.texts = texts;
    this.tell = tell;
    getStyleClass().add("top-bar");
    setMinWidth(0);
    setMinHeight(HEIGHT);
    setPrefHeight(HEIGHT);
    Label product = label("Vivarium", "product");
    product.setMinWidth(Region.USE_PREF_SIZE);
    Tooltip whole = new Tooltip();
    whole.textProperty().bind(name.textProperty());
    product.setTooltip(whole);
    name.setId("title");
    name.getStyleClass().add("title");
    texts.subscribe(now -> name.setText(title.in(now.locale())));
    name.setMinWidth(Region.USE_PREF_SIZE);
    name.visibleProperty().bind(titled.and(name.textProperty().isNotEmpty()));
    name.managedProperty().bind(name.visibleProperty());
    slider =
        new Slider(Speed.MIN_POSITION, Speed.MAX_POSITION, model.speedPositionProperty().get());
    Button open =
        iconButton(
            "open",
            MaterialDesignF.FOLDER_OPEN_OUTLINE,
            "toolbar.open",
            () -> actions.run(WindowAction.OPEN));
    open.visibleProperty().bind(actions.canOpenProperty().and(alone.not()));
    open.managedProperty().bind(open.visibleProperty());
    Button compare =
        iconButton(
            "compare",
            MaterialDesignC.COMPARE,
            "toolbar.compare",
            () -> actions.run(WindowAction.COMPARE));
    compare.visibleProperty().bind(actions.canCompareProperty().and(alone.not()));
    compare.managedProperty().bind(compare.visibleProperty());
    Button pause = button("pause", pauseIcon, "toolbar.pause", model::togglePause);
    Button back =
        iconButton(
            "step-back",
            MaterialDesignS.SKIP_PREVIOUS,
            "toolbar.stepBack",
            () -> actions.run(WindowAction.STEP_BACK));
    Button step =
        iconButton(
            "step",
            MaterialDesignS.SKIP_NEXT,
            "toolbar.step",
            () -> actions.run(WindowAction.STEP));
    Label clock = label("", "clock");
    clock.setId("clock");
    clock.setMinWidth(Region.USE_PREF_SIZE);
    clock.textProperty().bind(model.clockProperty());
    live.setId("live");
    live.getStyleClass().add("live");
    live.setMinWidth(Region.USE_PREF_SIZE);
    live.setAlignment(Pos.CENTER);
    Button language = new Button();
    language.setId("language");
    language.setOnAction(event -> actions.run(WindowAction.LANGUAGE));
    language.setMinWidth(Region.USE_PREF_SIZE);
    say("toolbar.language", language::setText);
    Button appearance =
        iconButton(
            "appearance",
            MaterialDesignT.THEME_LIGHT_DARK,
            "toolbar.appearance",
            () -> actions.run(WindowAction.APPEARANCE));
    Button keys = new Button("?");
    keys.setId("help");
    keys.setOnAction(event -> actions.run(WindowAction.HELP));
    tip(keys, "toolbar.help");
    film = new FilmSign(model.filmProperty(), texts, () -> actions.run(WindowAction.EXPORT_FILM));
    internalTopics();
    for (Node each : List.of(internal, appearance, language)) {
      each.visibleProperty().bind(alone.not());
      each.managedProperty().bind(each.visibleProperty());
    }
    getChildren()
        .addAll(
            product,
            name,
            open,
            compare,
            space(),
            back,
            pause,
            step,
            speed(),
            live,
            clock,
            space(),
            film,
            address(),
            internal,
            appearance,
            language,
            keys);
    BooleanBinding atItsEnd = model.stoppedProperty().and(playback.liveProperty());
    pause.disableProperty().bind(atItsEnd);
    step.disableProperty().bind(model.isRecording() ? playback.liveProperty() : atItsEnd);
    if (model.isRecording()) {
      Region film = new Region();
      film.getStyleClass().add("film");
      live.setGraphic(film);
    }
    playback.liveProperty().subscribe(unused -> showState());
    model.pausedProperty().subscribe(unused -> showState());
    model.stoppedProperty().subscribe(unused -> showState());
    texts.subscribe(unused -> showState());
    tipsBelow(this);
  }

  /** A tip beside the pointer would lie over the controls beside its own. */
  private void tipsBelow(Parent part) {
    for (Node each : part.getChildrenUnmodifiable()) {
      if (each instanceof Control control && control.getTooltip() instanceof Tooltip tip) {
        tip.setOnShowing(event -> tip.setAnchorY(localToScreen(0, getHeight() + TIP_GAP).getY()));
      } else if (each instanceof Parent inner) {
        tipsBelow(inner);
      }
    }
  }

  private HBox speed() {
    slider.setId("speed");
    slider.setBlockIncrement(Speed.STEP);
    slider.disableProperty().bind(model.stoppedProperty());
    slider.setPrefWidth(130);
    slider.setMinWidth(MIN_SLIDER_WIDTH);
    slider.valueProperty().bindBidirectional(model.speedPositionProperty());
    say("toolbar.speed", slider::setAccessibleText);
    Label factor = label("", "factor");
    factor.setId("factor");
    factor.setMinWidth(52);
    factor.textProperty().bind(model.speedWordProperty());
    HBox box = new HBox(8, slider, factor, behind());
    box.setStyle("-fx-alignment: center-left;");
    return box;
  }

  /** Says that the machine does not keep up with the speed, in words where there is room. */
  private Label behind() {
    behind.setId("behind");
    behind.getStyleClass().add("behind");
    behind.setGraphic(new FontIcon(MaterialDesignS.SPEEDOMETER_SLOW));
    behind.setMinWidth(Region.USE_PREF_SIZE);
    behind.visibleProperty().bind(model.realSpeedProperty().isNotEmpty());
    behind.managedProperty().bind(behind.visibleProperty());
    behind
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> explained.get() ? explanation() : model.realSpeedProperty().get(),
                explained,
                texts,
                model.realSpeedProperty()));
    Tooltip tooltip = new Tooltip();
    say("toolbar.behindHelp", tooltip::setText);
    behind.setTooltip(tooltip);
    return behind;
  }

  private String explanation() {
    return texts.getValue().get("toolbar.behind", model.realSpeedProperty().get());
  }

  private HBox address() {
    address.setId("bootstrap");
    address.getStyleClass().add("address");
    address.setMinWidth(Region.USE_PREF_SIZE);
    address.visibleProperty().bind(addressed);
    address.managedProperty().bind(addressed);
    address.textProperty().bind(model.bootstrapProperty().map(ToolbarView::firstOf));
    Button copy =
        iconButton("copy", MaterialDesignC.CONTENT_COPY, "toolbar.copy", this::copyBootstrap);
    Tooltip all = new Tooltip();
    all.textProperty()
        .bind(
            texts.flatMap(
                now ->
                    model
                        .bootstrapProperty()
                        .map(addresses -> now.get("toolbar.copy") + "\n" + addresses)));
    copy.setTooltip(all);
    HBox box = new HBox(SPACING_OF_ADDRESS, address, copy);
    box.setStyle("-fx-alignment: center-left;");
    var offered = model.bootstrapProperty().isNotEmpty().and(alone.not());
    box.visibleProperty().bind(offered);
    box.managedProperty().bind(offered);
    return box;
  }

  /** Puts all addresses where they can be pasted from. */
  void copyBootstrap() {
    ClipboardContent content = new ClipboardContent();
    content.putString(model.bootstrapProperty().get());
    Clipboard.getSystemClipboard().setContent(content);
    tell.accept(Sentence.of("toolbar.copied", model.bootstrapProperty().get()));
  }

  /** The first address is enough to connect; the copy button copies all. */
  private static String firstOf(String bootstrap) {
    int comma = bootstrap.indexOf(',');
    return "bootstrap " + (comma < 0 ? bootstrap : bootstrap.substring(0, comma));
  }

  private void internalTopics() {
    internal.setId("internal");
    internal.setMnemonicParsing(false);
    internal.selectedProperty().bindBidirectional(model.showInternalTopicsProperty());
    internal.setMinWidth(Region.USE_PREF_SIZE);
    internal.setGraphic(new FontIcon(MaterialDesignE.EYE_SETTINGS_OUTLINE));
    internal.setContentDisplay(ContentDisplay.TEXT_ONLY);
    Tooltip tooltip = new Tooltip();
    say("toolbar.internalHelp", tooltip::setText);
    say("toolbar.internal", internal::setText);
    say("toolbar.internal", internal::setAccessibleText);
    internal.setTooltip(tooltip);
  }

  /** In front of a class letters are larger, and what has a key needs no button: all fit. */
  void present(boolean isAlone) {
    if (isFocusWithin()) {
      requestFocus(); // Or the keys would go from a button that hides to the next one.
    }
    alone.set(isAlone);
  }

  @Override
  protected void layoutChildren() {
    giveUp();
    super.layoutChildren();
  }

  /** Divides what the rest leaves: the address comes first, then the title, then the word. */
  private void giveUp() {
    keepWidthOfState();
    double word = width(internal) - ICON_WIDTH;
    double room = getWidth() - leastWidth();
    if (behind.isVisible()) {
      double words = width(explanation(), behind) - width(model.realSpeedProperty().get(), behind);
      explained.set(room >= words);
      room -= explained.get() ? words : 0;
    }
    addressed.set(room >= width(address) + SPACING_OF_ADDRESS || !address.getParent().isManaged());
    room -=
        address.getParent().isManaged() && addressed.get()
            ? width(address) + SPACING_OF_ADDRESS
            : 0;
    titled.set(room >= width(name) + getSpacing());
    room -= name.isManaged() ? width(name) + getSpacing() : 0;
    film.showName(room >= film.widthOfName());
    room -= film.showsName() ? film.widthOfName() : 0;
    internal.setContentDisplay(
        room >= word ? ContentDisplay.TEXT_ONLY : ContentDisplay.GRAPHIC_ONLY);
  }

  /** Of everything that stays, each at its smallest. */
  private double leastWidth() {
    double sum = snappedLeftInset() + snappedRightInset() - getSpacing();
    for (Node child : getManagedChildren()) {
      if (child != name) {
        sum += getSpacing() + child.minWidth(-1);
      }
    }
    sum -=
        address.isManaged() && address.getParent().isManaged()
            ? address.minWidth(-1) + SPACING_OF_ADDRESS
            : 0;
    sum -=
        internal.getContentDisplay() == ContentDisplay.TEXT_ONLY && internal.isManaged()
            ? width(internal) - ICON_WIDTH
            : 0;
    sum -= film.showsName() ? film.widthOfName() : 0;
    if (behind.isVisible() && explained.get()) {
      sum -= width(explanation(), behind) - width(model.realSpeedProperty().get(), behind);
    }
    return sum + ROUNDING;
  }

  /** The badge is as wide for each state in each language, so that nothing beside it moves. */
  private void keepWidthOfState() {
    if (model.isRecording()) {
      return;
    }
    double widest = 0;
    for (Texts each : List.of(Texts.ENGLISH, Texts.KOREAN)) {
      for (String state :
          List.of(
              each.get("toolbar.live"),
              each.get("toolbar.paused"),
              each.get("toolbar.past"),
              each.get("toolbar.stopped"))) {
        widest = Math.max(widest, width(state, live));
      }
    }
    live.setMinWidth(widest + live.snappedLeftInset() + live.snappedRightInset());
  }

  /** Of the letters, whether they are shown or not. */
  static double width(Labeled labeled) {
    return width(labeled.getText(), labeled);
  }

  /** Of a text, if it stood there. */
  private static double width(String text, Labeled labeled) {
    Text letters = new Text(text);
    letters.setFont(labeled.getFont());
    return Math.ceil(letters.getLayoutBounds().getWidth());
  }

  private void showState() {
    boolean paused = model.pausedProperty().get();
    boolean stopped = model.stoppedProperty().get();
    pauseIcon.setIconCode(paused ? MaterialDesignP.PLAY : MaterialDesignP.PAUSE);
    Texts now = texts.getValue();
    boolean past = !playback.liveProperty().get();
    if (model.isRecording()) {
      live.setText(now.get("toolbar.recording"));
      live.pseudoClassStateChanged(RECORDING, true);
      return;
    }
    live.setText(
        past
            ? now.get("toolbar.past")
            : stopped
                ? now.get("toolbar.stopped")
                : paused ? now.get("toolbar.paused") : now.get("toolbar.live"));
    Theme.tone(live, stopped && !past ? Tone.BAD : paused ? Tone.WARN : Tone.GOOD);
    live.pseudoClassStateChanged(PAST, past);
  }

  private Button iconButton(String id, Ikon icon, String tipKey, Runnable action) {
    return button(id, new FontIcon(icon), tipKey, action);
  }

  private Button button(String id, FontIcon icon, String tipKey, Runnable action) {
    Button button = new Button();
    button.setId(id);
    button.setGraphic(icon);
    button.setOnAction(event -> action.run());
    button.setMinWidth(Region.USE_PREF_SIZE);
    tip(button, tipKey);
    return button;
  }

  private void tip(Button button, String key) {
    Tooltip tooltip = new Tooltip();
    say(key, tooltip::setText);
    say(key, button::setAccessibleText);
    button.setTooltip(tooltip);
  }

  private void say(String key, Consumer<String> to) {
    texts.subscribe(now -> to.accept(now.get(key)));
  }

  private static Label label(String text, String styleClass) {
    Label label = new Label(text);
    label.getStyleClass().add(styleClass);
    return label;
  }

  private static Region space() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }
}

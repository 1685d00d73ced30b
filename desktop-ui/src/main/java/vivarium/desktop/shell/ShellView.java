package vivarium.desktop.shell;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.charts.ChartsView;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.inspector.InspectorContent;
import vivarium.desktop.inspector.InspectorView;
import vivarium.desktop.paint.StageCanvas;
import vivarium.desktop.spacetime.SpaceTimeView;
import vivarium.desktop.stage.Frame;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Shape;
import vivarium.desktop.stage.TextMeasure;
import vivarium.desktop.theme.Appearance;
import vivarium.desktop.theme.Theme;
import vivarium.desktop.timeline.AxisView;
import vivarium.desktop.timeline.TimelineView;
import vivarium.engine.text.Wording;

/** Everything in the window, put together. {@link #pulse} is called once a frame. */
public final class ShellView extends BorderPane {

  private static final double LOWER_MARGIN = 10;
  private static final Duration TOOLTIP_DELAY = Duration.millis(350);

  private final ShellViewModel model;
  private final ObjectProperty<Appearance> appearance;
  private final StageCanvas stage;
  private final StackPane stagePane;
  private final StageHands hands;
  private final StageMenus menus;
  private final LinkHand linkHand;
  private final BandHand bandHand;
  private final FilterBar filter;
  private final UntilBar until;
  private final ScenarioChooser scenarios;
  private final KeysView keys = new KeysView();
  private final StageSigns signs;
  private final Tooltip tooltip = new Tooltip();
  private final WindowActions actions;
  private final PaletteView palette;
  private final Keyboard keyboard;
  private final ToolbarView toolbar;
  private final TimelineView timeline;
  private final AxisView axis;
  private final ChartsView charts;
  private final SpaceTimeView spaceTime;
  private final LowerPane lower;
  private final LowerContents lowerContents;
  private final Exports exports;
  private final InspectorView inspector;
  private final InspectorSide side;
  private final BorderPane center;
  private double scale = 1;
  private @Nullable Frame lastFrame;

  /**
   * The content of a window.
   *
   * @param title what stands beside the product's name
   * @param look dark or light, to begin with
   */
  public ShellView(ShellViewModel model, TextMeasure measure, Wording title, Appearance look) {
    this.model = model;
    this.appearance = new SimpleObjectProperty<>(look);
    this.stage = new StageCanvas(look.palette());
    this.stagePane = new StackPane(stage);
    this.signs = new StageSigns(model, stage::requestFocus);
    this.hands = new StageHands(model, stage);
    this.menus = new StageMenus(model, stage);
    this.linkHand = new LinkHand(model, stage, menus::open);
    this.bandHand = new BandHand(model, stage);
    new PlaceHand(model, stage);
    this.scenarios = new ScenarioChooser(model, stage::requestFocus);
    this.filter = new FilterBar(model, stage::requestFocus);
    this.until = new UntilBar(model, stage::requestFocus);
    this.timeline =
        new TimelineView(
            model.timeline(),
            seq -> model.select(new Selection.Event(seq)),
            model.playback()::seekSeq);
    this.axis = new AxisView(model.timeline(), measure, model.playback()::seek);
    this.actions = new WindowActions(model);
    this.palette = new PaletteView(model, actions, stage::requestFocus);
    this.keyboard = new Keyboard(this, stage, actions);
    this.toolbar =
        new ToolbarView(
            model.toolbar(), model.playback(), model.textsProperty(), title, actions, model::tell);
    setTop(toolbar);
    inspector = new InspectorView(model::send, model::select);
    inspector.disableProperty().bind(model.stoppedBecauseProperty().isNotEmpty());
    side = new InspectorSide(inspector, this, model.textsProperty());
    PastBand past =
        new PastBand(
            model.playback(), model.textsProperty(), actions, model.session().isRecording());
    VBox bars = new VBox(filter, until, new DamageBand(model), past);
    center = new BorderPane(stagePane);
    center.setTop(bars);
    lower =
        new LowerPane(
            actions,
            this,
            center
                .heightProperty()
                .subtract(bars.heightProperty())
                .subtract(StageViewModel.COMFORTABLE_HEIGHT + LOWER_MARGIN),
            axis);
    charts =
        new ChartsView(
            model.session().figures(),
            model.timeline(),
            measure,
            seq -> model.select(new Selection.Event(seq)),
            model.playback()::seek);
    spaceTime =
        new SpaceTimeView(
            model.session(),
            measure,
            model.playback()::seek,
            model::select,
            model.selectionProperty()::get);
    lowerContents =
        new LowerContents(
            model,
            actions,
            lower,
            timeline,
            charts,
            this::drawCharts,
            spaceTime,
            () -> spaceTime.draw(appearanceProperty().get().palette(), scale),
            menus::of);
    menus.extend(lowerContents::offer);
    exports = new Exports(model, actions, this, charts, spaceTime, title);
    BorderPane.setMargin(lower, new Insets(0, LOWER_MARGIN, LOWER_MARGIN, LOWER_MARGIN));
    center.setBottom(lower);
    setCenter(center);
    setRight(side);
    model.inspectorProperty().subscribe(inspector::show);
    model.textsProperty().subscribe(this::speak);
    model.playback().liveProperty().subscribe(live -> inspector.lock(actions.whyNoChange()));
    appearance.subscribe(this::dress);
    sceneProperty().subscribe(unused -> dress(appearance.get()));
    overlays();
    mouse();
    keyActions();
  }

  /** Says where scenarios come from that can be opened in place of what is shown. */
  public void offer(ScenarioShelf shelf) {
    scenarios.offer(shelf);
    actions.offer(shelf);
  }

  /** What is written to files from here. */
  public Exports exports() {
    return exports;
  }

  /** Dark or light. */
  public ObjectProperty<Appearance> appearanceProperty() {
    return appearance;
  }

  /** How high the lower pane was made, or {@link LowerPane#AUTOMATIC_HEIGHT}. */
  public DoubleProperty lowerHeightProperty() {
    return lower.chosenHeightProperty();
  }

  /**
   * Draws so that it is sharp where a pixel of the layout is several.
   *
   * @param newScale pixels for each pixel of the layout
   */
  void setScale(double newScale) {
    if (scale != newScale) {
      scale = newScale;
      stage.setScale(newScale);
      axis.redraw();
    }
  }

  /** Whether the inspector is folded away. */
  public boolean isInspectorFolded() {
    return side.fold().isFolded();
  }

  /** Folds the inspector away or opens it, until the room changes. */
  public void foldInspector(boolean folded) {
    if (folded) {
      side.fold().close();
    } else {
      side.fold().open();
    }
  }

  /** Leaves all room to the stage, or gives the inspector and the lower pane theirs again. */
  void present(boolean alone) {
    setRight(alone ? null : side);
    center.setBottom(alone ? null : lower);
    toolbar.present(alone);
  }

  private void keyActions() {
    actions.on(WindowAction.PALETTE, palette::open);
    actions.on(WindowAction.OPEN, scenarios::open);
    actions.on(WindowAction.MENU, menus::openOfSelection);
    actions.on(WindowAction.FILTER, filter::open);
    actions.on(WindowAction.UNTIL, until::open);
    actions.on(WindowAction.APPEARANCE, this::switchAppearance);
    actions.on(WindowAction.HELP, this::toggleKeys);
    actions.on(WindowAction.FOLD_INSPECTOR, side.fold()::toggle);
    actions.on(WindowAction.FOLD_LOWER, lower.fold()::toggle);
    actions.on(WindowAction.COPY_BOOTSTRAP, toolbar::copyBootstrap);
    actions.on(WindowAction.DESELECT, this::leave);
    actions.onForm(
        key -> {
          side.fold().open();
          inspector.openForm(key);
        });
    hands.offer(actions);
  }

  /** Closes what lies on top; if nothing does, the notice goes and nothing is selected. */
  private void leave() {
    if (closeTopmost()) {
      return;
    }
    model.closeNotice();
    stage.requestFocus();
    model.stage().focusOnEverything();
    model.select(Selection.CLUSTER);
  }

  private boolean closeTopmost() {
    if (exports.filmForm().isVisible()) {
      exports.filmForm().hide();
    } else if (scenarios.isVisible()) {
      scenarios.close();
    } else if (palette.isVisible()) {
      palette.close();
    } else if (keys.isVisible()) {
      keys.setVisible(false);
    } else if (until.isVisible()) {
      until.close();
    } else {
      return false;
    }
    return true;
  }

  private void switchAppearance() {
    appearance.set(appearance.get().other());
  }

  private void dress(Appearance look) {
    if (getScene() != null) {
      Theme.apply(getScene(), look);
    }
    stage.setPalette(look.palette());
    axis.redraw();
  }

  private void overlays() {
    stage.setId("stage");
    stage.setFocusTraversable(true);
    stage.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
    stagePane.setMinSize(0, 0);
    stage.widthProperty().subscribe(unused -> resized());
    stage.heightProperty().subscribe(unused -> resized());
    StackPane.setMargin(keys, new Insets(10));
    StackPane.setAlignment(palette, Pos.TOP_CENTER);
    StackPane.setMargin(palette, new Insets(10, 16, 10, 16));
    StackPane.setAlignment(scenarios, Pos.TOP_CENTER);
    StackPane.setMargin(scenarios, new Insets(10, 16, 10, 16));
    StackPane.setAlignment(exports.filmForm(), Pos.TOP_CENTER);
    StackPane.setMargin(exports.filmForm(), new Insets(10, 16, 10, 16));
    stagePane
        .getChildren()
        .addAll(
            stageRing(),
            PastBand.frame(model.playback()),
            linkHand.line(),
            bandHand.band(),
            signs.perMark(),
            signs.focus(),
            signs.end(),
            signs.notice(),
            keys,
            palette,
            scenarios,
            exports.filmForm());
  }

  /** The stage's drawing would cover a border of its own. */
  private Region stageRing() {
    Region ring = new Region();
    ring.setId("stage-ring");
    ring.getStyleClass().add("stage-ring");
    ring.setMouseTransparent(true);
    ring.visibleProperty().bind(stage.focusVisibleProperty());
    return ring;
  }

  private void resized() {
    if (stage.getWidth() > 0 && stage.getHeight() > 0) {
      model.stage().resize(stage.getWidth(), stage.getHeight());
    }
  }

  /** As {@link StageCanvas#setSteady}: for a window that is looked at, not for a picture. */
  public void drawSteadily() {
    stage.setSteady(true);
  }

  /** Draws whole what is seen now. */
  void finishDrawing() {
    stage.finish();
  }

  /** Shows the present moment. */
  public void pulse() {
    model.pulse();
    Frame frame = model.frame();
    if (frame == null) {
      return;
    }
    stage.show(frame, model.moment().marks());
    signs.show(frame, model.moment().messagesPerMark());
    if (frame != lastFrame) {
      lastFrame = frame;
      stage.setAccessibleText(description(frame));
    }
    if (lower.getScene() != null) {
      axis.draw(appearance.get().palette(), scale);
      timeline.showHead(model.nowNanos(), !model.session().isLive());
      lower.pulse();
    }
  }

  private void drawCharts() {
    charts.draw(appearance.get().palette(), scale);
  }

  /** What is selected and the caption in words, for those who do not see the picture. */
  private String description(Frame frame) {
    InspectorContent about = model.inspectorProperty().get();
    StringBuilder words = new StringBuilder();
    words.append(about.kind()).append(' ').append(about.title());
    words.append(about.badge().isEmpty() ? "" : ", " + about.badge()).append(". ");
    frame.overlay().stream()
        .filter(Shape.Text.class::isInstance)
        .map(Shape.Text.class::cast)
        .forEach(text -> words.append(text.text()).append(". "));
    return words.toString();
  }

  private void speak(Texts texts) {
    timeline.speak(texts);
    axis.speak(texts);
    lowerContents.speak(texts);
    keys.speak(texts);
    filter.speak(texts);
    until.speak(texts);
    palette.speak(texts);
    scenarios.speak(texts);
    exports.filmForm().speak(texts);
    inspector.speak(texts);
    inspector.lock(actions.whyNoChange());
    inspector.show(model.inspectorProperty().get());
    axis.redraw();
  }

  private void mouse() {
    tooltip.setShowDelay(TOOLTIP_DELAY);
    tooltip.setHideOnEscape(false); // It would keep the key from whoever it was meant for.
    Tooltip.install(stage, tooltip);
    stage.addEventHandler(MouseEvent.MOUSE_MOVED, this::hover);
    stage.addEventHandler(
        MouseEvent.MOUSE_PRESSED,
        event -> {
          stage.requestFocus();
          menus.close();
          if (BandHand.means(event)) {
            return;
          }
          Selection hit = model.stage().selectionAt(event.getX(), event.getY());
          model.select(hit);
          if (event.getClickCount() == 2 && event.getButton() == MouseButton.PRIMARY) {
            actions.run(WindowAction.FOCUS);
          }
          if (event.getButton() == MouseButton.SECONDARY) {
            menus.open(hit, stage.localToScreen(event.getX(), event.getY()));
          }
        });
    addEventFilter(MouseEvent.MOUSE_PRESSED, this::leaveField);
  }

  /** A click beside the controls ends the typing: the keys are the window's again. */
  private void leaveField(MouseEvent event) {
    if (event.getTarget() instanceof Node target && !isWithin(target, palette)) {
      palette.setVisible(false);
    }
    if (event.getTarget() instanceof Node target && !isWithin(target, scenarios)) {
      scenarios.setVisible(false);
    }
    if (keyboard.isTyping()
        && event.getTarget() instanceof Node target
        && !isInTextField(target)
        && !isWithin(target, exports.filmForm())) {
      stage.requestFocus();
    }
  }

  private static boolean isWithin(Node node, Node parent) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (each == parent) {
        return true;
      }
    }
    return false;
  }

  private static boolean isInTextField(Node node) {
    for (Node each = node; each != null; each = each.getParent()) {
      if (each instanceof TextInputControl) {
        return true;
      }
    }
    return false;
  }

  private void hover(MouseEvent event) {
    String words =
        model.stage().targetAt(event.getX(), event.getY()).map(t -> t.tooltip()).orElse("");
    if (words.isEmpty()) {
      tooltip.hide();
      Tooltip.uninstall(stage, tooltip);
    } else if (!words.equals(tooltip.getText())) {
      tooltip.setText(words);
      Tooltip.install(stage, tooltip);
    }
  }

  /** Gives keys to the stage, so that a first Space pauses instead of pressing a button. */
  public void requestStageFocus() {
    stage.requestFocus();
  }

  private void toggleKeys() {
    keys.setVisible(!keys.isVisible());
  }

  /** Does what a key or a line of the palette does. */
  public void run(WindowAction action) {
    actions.run(action);
  }

  /** Why something cannot be done now; empty if it can. */
  public String whyNot(WindowAction action) {
    return actions.whyNot(action);
  }

  ShellViewModel model() {
    return model;
  }

  /** What each key and each line of the palette does. */
  WindowActions actions() {
    return actions;
  }
}

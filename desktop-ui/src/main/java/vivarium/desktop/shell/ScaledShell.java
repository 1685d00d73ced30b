package vivarium.desktop.shell;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.scene.layout.Region;
import javafx.scene.transform.Scale;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.i18n.Sentence;
import vivarium.desktop.theme.FontMeasure;
import vivarium.desktop.theme.Theme;
import vivarium.desktop.theme.UiScale;

/**
 * The window's content at the size people need it: laid out in fewer pixels and drawn in all of
 * them, so that letters and lines are sharp. In presenter mode all room is the stage's.
 */
public final class ScaledShell extends Region {

  private final ShellView view;
  private final Scale transform = new Scale(1, 1, 0, 0);
  private final ObjectProperty<UiScale> uiScale;
  private final BooleanProperty presents = new SimpleBooleanProperty();

  private final ExperimentLayer experiments;
  private final FileDrop drop;

  @SuppressWarnings({"unused", "FieldCanBeLocal"}) // Held: it watches as long as the window.
  private final ScaledPopups popups = new ScaledPopups(this, transform.xProperty());

  public ScaledShell(ShellView view, UiScale initial) {
    this.view = view;
    this.uiScale = new SimpleObjectProperty<>(initial);
    this.experiments = new ExperimentLayer(view, view.model(), new FontMeasure());
    this.drop = new FileDrop(view.model());
    drop.watch(this);
    drop.getTransforms().add(transform);
    view.getTransforms().add(transform);
    experiments.getTransforms().add(transform);
    getChildren().addAll(view, experiments, drop);
    view.model().textsProperty().subscribe(texts -> Theme.speak(this, texts.locale()));
    uiScale.subscribe(unused -> requestLayout());
    presents.subscribe(
        now -> {
          view.present(now);
          requestLayout();
        });
    WindowActions actions = view.actions();
    actions.on(WindowAction.PRESENT, () -> presents.set(!presents.get()));
    actions.on(WindowAction.LARGER, () -> step(1));
    actions.on(WindowAction.SMALLER, () -> step(-1));
    actions.on(WindowAction.AUTOMATIC_SIZE, () -> uiScale.set(UiScale.AUTOMATIC));
  }

  /** Experiments over the usual content. */
  public ExperimentLayer experiments() {
    return experiments;
  }

  /** What is dragged over the window. */
  public FileDrop drop() {
    return drop;
  }

  public ObjectProperty<UiScale> uiScaleProperty() {
    return uiScale;
  }

  /** Whether the stage has all the room, for those who sit far away. */
  public BooleanProperty presentsProperty() {
    return presents;
  }

  @Override
  protected void layoutChildren() {
    double scale = factor(uiScale.get());
    transform.setX(scale);
    transform.setY(scale);
    view.setScale(scale);
    view.resizeRelocate(0, 0, getWidth() / scale, getHeight() / scale);
    experiments.setScale(scale);
    experiments.resizeRelocate(0, 0, getWidth() / scale, getHeight() / scale);
    drop.resizeRelocate(0, 0, getWidth() / scale, getHeight() / scale);
  }

  private void step(int steps) {
    UiScale next = uiScale.get().step(steps, getWidth(), getHeight());
    double before = factor(uiScale.get());
    if (factor(next) == before) {
      ShellViewModel model = view.model();
      long percent = Math.round(before * 100);
      String larger = percent >= UiScale.MAX_PERCENT ? "scale.largest" : "scale.noLarger";
      model.tell(Sentence.of(steps > 0 ? larger : "scale.noSmaller", percent));
    } else {
      uiScale.set(next);
    }
  }

  private double factor(UiScale wanted) {
    return wanted.of(getWidth(), getHeight(), presents.get());
  }
}

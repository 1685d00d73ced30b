package vivarium.desktop.shell;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.film.Film;
import vivarium.desktop.film.FilmForm;
import vivarium.desktop.film.FilmKind;
import vivarium.desktop.film.FilmProgress;
import vivarium.desktop.film.FilmRequest;
import vivarium.desktop.film.FilmStudio;
import vivarium.desktop.i18n.Sentence;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.session.ClusterSession;
import vivarium.desktop.timeline.TimeSpan;
import vivarium.engine.text.TimeText;
import vivarium.engine.text.Wording;

/** Films of what the window remembers: asked for in a form, made in the background, one a time. */
final class Films implements FilmForm.Desk {

  /** A film that is given up ends before its next picture, which is there sooner than this. */
  private static final long TIDYING_SECONDS = 10;

  private final ShellViewModel model;
  private final ShellView view;
  private final FileSaver saver;
  private final Wording title;
  private final Supplier<Optional<TimeSpan>> marked;
  private final FilmForm form;
  private @Nullable FilmStudio studio;
  private AtomicBoolean givenUp = new AtomicBoolean();

  /** The film that is being made, or was last. */
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

  /**
   * No films yet.
   *
   * @param marked the stretch that somebody looks at elsewhere, if so
   */
  Films(
      ShellViewModel model,
      WindowActions actions,
      ShellView view,
      FileSaver saver,
      Wording title,
      Supplier<Optional<TimeSpan>> marked) {
    this.model = model;
    this.view = view;
    this.saver = saver;
    this.title = title;
    this.marked = marked;
    this.form = new FilmForm(this, model.toolbar().filmProperty());
    actions.on(WindowAction.EXPORT_FILM, this::open);
    actions.unless(
        WindowAction.EXPORT_FILM, () -> studio == null ? texts().get("why.cannotSave") : "");
  }

  /** Says who makes films; before that there are none. */
  void offer(FilmStudio who) {
    studio = who;
  }

  FilmForm form() {
    return form;
  }

  private Texts texts() {
    return model.textsProperty().get();
  }

  private void open() {
    FilmRequest.Reach reach = reach();
    form.open(
        marked
            .get()
            .map(span -> FilmRequest.between(span.fromNanos(), span.toNanos(), reach))
            .orElseGet(() -> FilmRequest.upTo(model.nowNanos(), reach)));
  }

  @Override
  public FilmRequest.Reach reach() {
    ClusterSession session = model.session();
    return new FilmRequest.Reach(session.rememberedFromNanos(), session.presentNanos());
  }

  @Override
  public FilmRequest.Answer check(FilmRequest request) {
    return request.check(reach(), view.appearanceProperty().get(), texts());
  }

  @Override
  public void shoot(Film film, FilmKind kind) {
    FilmStudio who = studio;
    String ending = kind.endings().isEmpty() ? "" : "." + kind.endings().getFirst();
    Path target =
        who == null ? null : saver.place("keys.exportFilm", name(film) + ending, kind.endings());
    if (who == null || target == null) {
      return;
    }
    AtomicBoolean stop = new AtomicBoolean();
    givenUp = stop;
    String file = target.getFileName().toString();
    progress(stop, new FilmProgress(file, 0, film.frames()));
    last =
        who.shoot(
            model.session().remembered(),
            title,
            film,
            kind,
            target,
            done ->
                model
                    .windowThread()
                    .execute(() -> progress(stop, new FilmProgress(file, done, film.frames()))),
            stop::get);
    last.whenCompleteAsync(
        (nothing, failure) -> {
          stop.set(true);
          model.toolbar().filmProperty().set(null);
          if (failure == null) {
            form.hide();
            model.tell(Sentence.of("export.done", target));
          } else if (failure instanceof CancellationException) {
            model.tell(Sentence.of("film.givenUp"));
          } else {
            saver.failed(target, failure);
          }
        },
        model.windowThread());
  }

  /** Two films have one name only if they show the same stretch. */
  private static String name(Film film) {
    return "vivarium-%s-%s"
        .formatted(TimeText.exact(film.fromNanos()), TimeText.exact(film.toNanos()));
  }

  private void progress(AtomicBoolean stop, FilmProgress now) {
    if (!stop.get()) {
      model.toolbar().filmProperty().set(now);
    }
  }

  @Override
  public void giveUp() {
    givenUp.set(true);
  }

  /**
   * The film that is being made is not wanted any more, and none comes after it.
   *
   * @return completes, never exceptionally, when nothing of it is left behind, or after 10 s
   */
  CompletableFuture<Void> close() {
    giveUp();
    return last.<Void>handle((nothing, failure) -> null)
        .completeOnTimeout(null, TIDYING_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void closed() {
    view.requestStageFocus();
  }
}

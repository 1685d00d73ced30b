package vivarium.desktop.export;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import vivarium.desktop.film.Film;
import vivarium.desktop.film.FilmKind;
import vivarium.desktop.film.FilmStudio;
import vivarium.desktop.session.Remembered;
import vivarium.engine.text.Wording;

/** Makes films on a thread of their own, which has the toolkit draw one picture at a time. */
public final class BackgroundStudio implements FilmStudio {

  @Override
  public CompletableFuture<Void> shoot(
      Remembered story,
      Wording title,
      Film film,
      FilmKind kind,
      Path target,
      LongConsumer progress,
      BooleanSupplier givenUp) {
    CompletableFuture<Void> result = new CompletableFuture<>();
    Thread.ofPlatform()
        .name("film")
        .daemon()
        .start(
            () -> {
              try {
                new FilmWriter(story, title, film).write(kind, target, progress, givenUp);
                result.complete(null);
              } catch (Throwable e) {
                // Whatever it is, whoever waits for the film must hear of it.
                result.completeExceptionally(e);
              }
            });
    return result;
  }
}

package vivarium.desktop.film;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import vivarium.desktop.session.Remembered;
import vivarium.engine.text.Wording;

/** Who makes films of what happened, beside the window and without holding it up. */
public interface FilmStudio {

  /**
   * Makes a film on another thread.
   *
   * @param story what happened
   * @param title what stands beside the product's name
   * @param target the file or folder, which is there only if the film came about
   * @param progress is told there how many pictures are done
   * @param givenUp whether the film is not wanted any more; asked before each picture
   * @return completes there: with a {@link java.util.concurrent.CancellationException} if it was
   *     given up, with an {@link java.io.IOException} if it cannot be written
   */
  CompletableFuture<Void> shoot(
      Remembered story,
      Wording title,
      Film film,
      FilmKind kind,
      Path target,
      LongConsumer progress,
      BooleanSupplier givenUp);
}

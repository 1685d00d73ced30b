package vivarium.desktop.film;

/**
 * How far a film is that is being made.
 *
 * @param name of the file or folder that it becomes
 * @param pictures that are there
 * @param ofAll pictures that it is going to have
 */
public record FilmProgress(String name, long pictures, long ofAll) {

  /** From 0 to 1. */
  public double share() {
    return (double) pictures / ofAll;
  }
}

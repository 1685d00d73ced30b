package vivarium.desktop.export;

import java.io.IOException;

/** Takes the pictures of a film in order and puts them away. */
interface FilmFormat extends AutoCloseable {

  /**
   * Takes the next picture.
   *
   * @param rgb its pixels, row by row, 0xRRGGBB each; the caller uses the array again
   * @param index its number, from 0
   */
  void add(int[] rgb, long index) throws IOException;

  @Override
  void close() throws IOException;
}

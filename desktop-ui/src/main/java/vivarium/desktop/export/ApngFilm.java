package vivarium.desktop.export;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import vivarium.desktop.film.Film;
import vivarium.desktop.paint.PngEncoder;

/**
 * An animated PNG (PNG third edition), in all colours, that begins again when it ends. Each picture
 * holds only the rectangle that has changed; a pixel that stays is transparent.
 */
final class ApngFilm implements FilmFormat {

  private static final int MILLIS_A_SECOND = 1_000;
  private static final int CONTROL_BYTES = 26;
  private static final byte KEEP = 0;
  private static final byte OVER = 1;

  private final DataOutputStream out;
  private final Film film;
  private final int[] shown;
  private boolean empty = true;
  private int sequence;

  /** Writes what comes before the pictures. */
  ApngFilm(OutputStream out, Film film) throws IOException {
    this.out = new DataOutputStream(out);
    this.film = film;
    this.shown = new int[film.width() * film.height()];
    PngEncoder.begin(this.out, film.width(), film.height(), PngEncoder.TRUE_COLOUR_AND_ALPHA);
    ByteBuffer animation = ByteBuffer.allocate(2 * Integer.BYTES);
    animation.putInt((int) film.frames()).putInt(0);
    PngEncoder.chunk(this.out, "acTL", animation.array());
  }

  @Override
  public void add(int[] rgb, long index) throws IOException {
    int width = film.width();
    Changed changed = Changed.between(empty ? null : shown, rgb, width, film.height());
    int across = changed.right() - changed.left();
    int down = changed.bottom() - changed.top();
    int[] argb = new int[across * down];
    for (int y = 0; y < down; y++) {
      for (int x = 0; x < across; x++) {
        int at = (changed.top() + y) * width + changed.left() + x;
        boolean stays = !empty && rgb[at] == shown[at];
        argb[y * across + x] = stays ? 0 : 0xff000000 | rgb[at];
      }
    }
    ByteBuffer control = ByteBuffer.allocate(CONTROL_BYTES);
    control.putInt(sequence++).putInt(across).putInt(down);
    control.putInt(changed.left()).putInt(changed.top());
    control.putShort((short) film.delayMillis(index, 1)).putShort((short) MILLIS_A_SECOND);
    control.put(KEEP).put(OVER);
    PngEncoder.chunk(out, "fcTL", control.array());
    byte[] pixels = PngEncoder.withAlpha(argb, across, down);
    if (empty) {
      PngEncoder.chunk(out, "IDAT", pixels);
    } else {
      ByteBuffer data = ByteBuffer.allocate(Integer.BYTES + pixels.length);
      PngEncoder.chunk(out, "fdAT", data.putInt(sequence++).put(pixels).array());
    }
    System.arraycopy(rgb, 0, shown, 0, rgb.length);
    empty = false;
  }

  @Override
  public void close() throws IOException {
    PngEncoder.chunk(out, "IEND", new byte[0]);
    out.close();
  }
}

package vivarium.desktop.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import vivarium.desktop.film.Film;

/**
 * An animated GIF (GIF89a) that begins again when it ends. Each picture holds only the rectangle
 * that has changed, and in it only what has changed: everything else is transparent.
 */
final class GifFilm implements FilmFormat {

  /** GIF counts time in hundredths of a second. */
  private static final int UNIT_MILLIS = 10;

  private static final int TRANSPARENT = ColourTable.MAX_COLOURS;
  private static final int MIN_CODE_SIZE = 8;
  private static final int KEEP = 1 << 2;
  private static final int HAS_TRANSPARENT = 1;

  private final OutputStream out;
  private final Film film;
  private final ColourTable colours;
  private final byte[] shown;
  private boolean empty = true;

  /** Writes what comes before the pictures. */
  GifFilm(OutputStream out, Film film, ColourTable colours) throws IOException {
    this.out = out;
    this.film = film;
    this.colours = colours;
    this.shown = new byte[film.width() * film.height()];
    out.write("GIF89a".getBytes(StandardCharsets.US_ASCII));
    twoBytes(film.width());
    twoBytes(film.height());
    out.write(0xf7); // A table of 256 colours for all pictures.
    out.write(0);
    out.write(0);
    int[] table = Arrays.copyOf(colours.colours(), TRANSPARENT + 1);
    for (int color : table) {
      out.write(color >> 16);
      out.write(color >> 8);
      out.write(color);
    }
    out.write(new byte[] {0x21, (byte) 0xff, 11});
    out.write("NETSCAPE2.0".getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[] {3, 1, 0, 0, 0}); // Again and again.
  }

  private void twoBytes(int value) throws IOException {
    out.write(value);
    out.write(value >> 8);
  }

  @Override
  public void add(int[] rgb, long index) throws IOException {
    int width = film.width();
    byte[] next = new byte[rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      next[i] = (byte) colours.indexOf(rgb[i]);
    }
    Changed changed = Changed.between(empty ? null : shown, next, width, film.height());
    ByteArrayOutputStream pixels = new ByteArrayOutputStream();
    for (int y = changed.top(); y < changed.bottom(); y++) {
      for (int x = changed.left(); x < changed.right(); x++) {
        int at = y * width + x;
        pixels.write(!empty && next[at] == shown[at] ? TRANSPARENT : next[at]);
      }
    }
    out.write(new byte[] {0x21, (byte) 0xf9, 4, KEEP | HAS_TRANSPARENT});
    twoBytes(film.delayMillis(index, UNIT_MILLIS) / UNIT_MILLIS);
    out.write(TRANSPARENT);
    out.write(0);
    out.write(0x2c);
    twoBytes(changed.left());
    twoBytes(changed.top());
    twoBytes(changed.right() - changed.left());
    twoBytes(changed.bottom() - changed.top());
    out.write(0);
    new Lzw(out).write(pixels.toByteArray());
    System.arraycopy(next, 0, shown, 0, next.length);
    empty = false;
  }

  @Override
  public void close() throws IOException {
    out.write(0x3b);
    out.close();
  }

  /** The compression of GIF: codes of 9 to 12 bits for runs that were there before. */
  private static final class Lzw {
    private static final int CLEAR = 1 << MIN_CODE_SIZE;
    private static final int MAX_CODES = 1 << 12;
    private static final int MAX_BLOCK = 255;

    private final OutputStream out;
    private final byte[] block = new byte[MAX_BLOCK];
    private int blockSize;
    private int bits;
    private int bitCount;

    /** By code and the byte that follows it: the code for both, or 0. */
    private final short[] codes = new short[MAX_CODES << MIN_CODE_SIZE];

    Lzw(OutputStream out) {
      this.out = out;
    }

    void write(byte[] pixels) throws IOException {
      out.write(MIN_CODE_SIZE);
      int codeSize = MIN_CODE_SIZE + 1;
      int next = CLEAR + 2;
      put(CLEAR, codeSize);
      int code = pixels[0] & 0xff;
      for (int i = 1; i < pixels.length; i++) {
        int pixel = pixels[i] & 0xff;
        int known = codes[code << MIN_CODE_SIZE | pixel];
        if (known != 0) {
          code = known;
          continue;
        }
        put(code, codeSize);
        if (next == MAX_CODES) {
          put(CLEAR, codeSize);
          Arrays.fill(codes, (short) 0);
          codeSize = MIN_CODE_SIZE + 1;
          next = CLEAR + 2;
        } else {
          if (next == 1 << codeSize) {
            codeSize++;
          }
          codes[code << MIN_CODE_SIZE | pixel] = (short) next++;
        }
        code = pixel;
      }
      put(code, codeSize);
      put(CLEAR + 1, codeSize);
      if (bitCount > 0) {
        blockByte();
      }
      flush();
      out.write(0);
    }

    private void put(int code, int size) throws IOException {
      bits |= code << bitCount;
      bitCount += size;
      while (bitCount >= Byte.SIZE) {
        blockByte();
      }
    }

    private void blockByte() throws IOException {
      block[blockSize++] = (byte) bits;
      bits >>>= Byte.SIZE;
      bitCount -= Byte.SIZE;
      if (blockSize == MAX_BLOCK) {
        flush();
      }
    }

    private void flush() throws IOException {
      if (blockSize > 0) {
        out.write(blockSize);
        out.write(block, 0, blockSize);
        blockSize = 0;
      }
    }
  }
}

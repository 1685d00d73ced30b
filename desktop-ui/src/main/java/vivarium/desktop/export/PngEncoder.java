package vivarium.desktop.export;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/** Writes an image as PNG (ISO/IEC 15948), opaque, so that no picture needs AWT. */
final class PngEncoder {

  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final int BITS_PER_CHANNEL = 8;
  private static final int TRUE_COLOUR = 2;
  private static final int FILTER_UP = 2;

  private PngEncoder() {}

  static void write(WritableImage image, OutputStream out) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    DataOutputStream data = new DataOutputStream(out);
    data.write(SIGNATURE);
    ByteArrayOutputStream header = new ByteArrayOutputStream();
    DataOutputStream fields = new DataOutputStream(header);
    fields.writeInt(width);
    fields.writeInt(height);
    fields.write(new byte[] {BITS_PER_CHANNEL, TRUE_COLOUR, 0, 0, 0});
    chunk(data, "IHDR", header.toByteArray());
    chunk(data, "IDAT", pixels(image, width, height));
    chunk(data, "IEND", new byte[0]);
    data.flush();
  }

  private static byte[] pixels(WritableImage image, int width, int height) throws IOException {
    ByteArrayOutputStream compressed = new ByteArrayOutputStream();
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION);
    try (DeflaterOutputStream rows = new DeflaterOutputStream(compressed, deflater)) {
      int[] argb = new int[width];
      byte[] above = new byte[width * 3];
      byte[] row = new byte[width * 3];
      byte[] filtered = new byte[width * 3];
      for (int y = 0; y < height; y++) {
        image
            .getPixelReader()
            .getPixels(0, y, width, 1, PixelFormat.getIntArgbInstance(), argb, 0, width);
        for (int x = 0; x < width; x++) {
          row[3 * x] = (byte) (argb[x] >> 16);
          row[3 * x + 1] = (byte) (argb[x] >> 8);
          row[3 * x + 2] = (byte) argb[x];
        }
        for (int i = 0; i < row.length; i++) {
          filtered[i] = (byte) (row[i] - above[i]);
        }
        rows.write(FILTER_UP);
        rows.write(filtered);
        System.arraycopy(row, 0, above, 0, row.length);
      }
    } finally {
      deflater.end();
    }
    return compressed.toByteArray();
  }

  private static void chunk(DataOutputStream out, String type, byte[] content) throws IOException {
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    out.writeInt(content.length);
    out.write(name);
    out.write(content);
    out.writeInt((int) crc.getValue());
  }
}

package vivarium.desktop.paint;

import java.nio.IntBuffer;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;

/**
 * What a picture of pixels is painted into before a canvas draws it: two images by turns, because
 * the toolkit may still be rendering the one drawn last. So a picture that changes at every frame
 * needs no memory but theirs.
 */
final class PixelImages {

  private static final class Page {
    final int width;
    final int height;
    final int[] argb;
    final PixelBuffer<IntBuffer> buffer;
    final WritableImage image;

    Page(int width, int height) {
      this.width = width;
      this.height = height;
      argb = new int[width * height];
      buffer =
          new PixelBuffer<>(
              width, height, IntBuffer.wrap(argb), PixelFormat.getIntArgbPreInstance());
      image = new WritableImage(buffer);
    }
  }

  private Page drawn = new Page(1, 1);
  private Page next = new Page(1, 1);

  /**
   * An image with the pixels in its upper left corner.
   *
   * @param pixels row by row, each an index of {@code colours}
   * @param colours premultiplied ARGB
   */
  Image paint(int width, int height, byte[] pixels, int[] colours) {
    Page page = next;
    if (page.width < width || page.height < height) {
      page = new Page(Math.max(page.width, width), Math.max(page.height, height));
    }
    next = drawn;
    drawn = page;
    int[] argb = page.argb;
    for (int row = 0; row < height; row++) {
      int to = row * page.width;
      for (int from = row * width; from < (row + 1) * width; from++) {
        argb[to++] = colours[pixels[from]];
      }
    }
    page.buffer.updateBuffer(unused -> null);
    return page.image;
  }
}

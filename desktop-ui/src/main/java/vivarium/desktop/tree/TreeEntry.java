package vivarium.desktop.tree;

import java.util.List;
import java.util.function.Supplier;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.stage.Tone;

/**
 * A line of the tree.
 *
 * @param key stays the same while the thing does; unique among its siblings
 * @param words what it is and how it is: enough for somebody who sees no colour
 * @param selection what it stands for
 * @param isLeaf whether nothing can be below it
 * @param children made when the line is opened, since a large cluster has very many
 */
public record TreeEntry(
    String key,
    String words,
    Tone tone,
    Selection selection,
    boolean isLeaf,
    Supplier<List<TreeEntry>> children) {

  static TreeEntry leaf(String key, String words, Tone tone, Selection selection) {
    return new TreeEntry(key, words, tone, selection, true, List::of);
  }

  static TreeEntry branch(
      String key,
      String words,
      Tone tone,
      Selection selection,
      Supplier<List<TreeEntry>> children) {
    return new TreeEntry(key, words, tone, selection, false, children);
  }
}

/**
 * The stage as a tree, for the keyboard and for screen readers: {@link
 * vivarium.desktop.tree.TreeContent} says in words what there is and how it is, {@link
 * vivarium.desktop.tree.ClusterTreeView} shows it and keeps what is open and chosen. Imports {@code
 * i18n}, {@code stage} for selections and looks, and {@code theme}.
 */
@NullMarked
package vivarium.desktop.tree;

import org.jspecify.annotations.NullMarked;

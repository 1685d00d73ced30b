package vivarium.desktop.stage;

import org.jspecify.annotations.Nullable;

/** Lays a veil over all that has nothing to do with what is focused on. */
final class Veils {

  private Veils() {}

  static void draw(Sketch sketch, GridPlan plan, @Nullable Focus focus) {
    if (focus == null) {
      return;
    }
    Rect body = plan.grid.view().body();
    for (Grid.Row row : plan.grid.rows()) {
      if (!focus.partitions().contains(row.partition())) {
        double top = Math.max(body.y(), row.clientsY() - 2);
        double bottom = Math.min(body.bottom(), row.replicasY() + 2);
        veil(sketch, new Rect(plan.labelsX, top, plan.columnsRight - plan.labelsX, bottom - top));
      }
    }
    sketch.places.forEach(
        (node, rect) -> {
          boolean client = !node.isBroker() && !node.isCoordinator();
          if (client && !focus.clients().contains(node) && rect.x() < plan.labelsX) {
            veil(sketch, rect);
          }
        });
    sketch
        .spots
        .groups()
        .forEach(
            (group, rect) -> {
              if (!focus.groups().contains(group)) {
                veil(sketch, rect);
              }
            });
  }

  private static void veil(Sketch sketch, Rect rect) {
    if (rect.h() > 0) {
      sketch.overlay.add(new Shape.Veil(rect.inset(-1)));
    }
  }
}

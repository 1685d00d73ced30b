package vivarium.desktop.shell;

import java.util.List;
import java.util.function.Function;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import vivarium.desktop.charts.ChartsView;
import vivarium.desktop.commands.WindowAction;
import vivarium.desktop.i18n.Texts;
import vivarium.desktop.records.ProduceViewModel;
import vivarium.desktop.records.RecordsView;
import vivarium.desktop.records.RecordsViewModel;
import vivarium.desktop.spacetime.SpaceTimeView;
import vivarium.desktop.stage.Selection;
import vivarium.desktop.tables.TableKind;
import vivarium.desktop.tables.TablesView;
import vivarium.desktop.tables.TablesViewModel;
import vivarium.desktop.timeline.TimelineView;
import vivarium.desktop.tree.ClusterTreeView;
import vivarium.engine.event.TopicPartition;

/** What the pane under the stage can show, put together. */
final class LowerContents {

  private final ShellViewModel model;
  private final LowerPane pane;
  private final ChartsView charts;
  private final SpaceTimeView spaceTime;
  private final TablesView tables;
  private final RecordsView records;
  private final ClusterTreeView tree;

  /**
   * The contents of a pane.
   *
   * @param menuOf what can be done with a thing
   */
  LowerContents(
      ShellViewModel model,
      WindowActions actions,
      LowerPane pane,
      TimelineView events,
      ChartsView charts,
      Runnable drawCharts,
      SpaceTimeView spaceTime,
      Runnable drawSpaceTime,
      Function<Selection, ContextMenu> menuOf) {
    this.model = model;
    this.charts = charts;
    this.spaceTime = spaceTime;
    this.pane = pane;
    Texts texts = model.textsProperty().get();
    TablesViewModel kinds =
        new TablesViewModel(
            () -> model.session().model(),
            () -> model.toolbar().showInternalTopicsProperty().get(),
            System::nanoTime,
            texts);
    tables = new TablesView(kinds, model::select, model::tell);
    records =
        new RecordsView(
            new RecordsViewModel(model.session(), texts, model.windowThread(), System::nanoTime),
            new ProduceViewModel(model.session(), texts, model.windowThread()),
            model::tell);
    tree =
        new ClusterTreeView(
            () -> model.session().model(),
            () -> model.toolbar().showInternalTopicsProperty().get(),
            model::select,
            model.stage()::point,
            menuOf,
            System::nanoTime,
            texts);
    pane.add(WindowAction.EVENTS, "lower.events", events, () -> {});
    pane.add(WindowAction.CHARTS, "lower.charts", charts, drawCharts);
    pane.add(WindowAction.TABLES, "lower.tables", tables, tables::pulse);
    pane.add(WindowAction.RECORDS, "lower.records", records, records::pulse);
    pane.add(WindowAction.TREE, "lower.tree", tree, tree::pulse);
    pane.add(WindowAction.SPACE_TIME, "lower.spaceTime", spaceTime, drawSpaceTime);
    actions.on(
        WindowAction.PRODUCE,
        () -> {
          pane.show(WindowAction.RECORDS);
          records.write();
        });
    for (TableKind kind : TableKind.values()) {
      actions.on(
          actionFor(kind),
          () -> {
            kinds.kindProperty().set(kind);
            pane.show(WindowAction.TABLES);
          });
    }
    model.selectionProperty().subscribe(this::follow);
  }

  private static WindowAction actionFor(TableKind kind) {
    return switch (kind) {
      case TOPICS -> WindowAction.TABLE_TOPICS;
      case PARTITIONS -> WindowAction.TABLE_PARTITIONS;
      case GROUPS -> WindowAction.TABLE_GROUPS;
      case LAG -> WindowAction.TABLE_LAG;
      case BROKERS -> WindowAction.TABLE_BROKERS;
      case CLIENTS -> WindowAction.TABLE_CLIENTS;
    };
  }

  /** The tree goes along; and a partition that is selected is the one whose records are shown. */
  private void follow(Selection selection) {
    tree.follow(selection);
    TopicPartition id = selection.partitionOrNull();
    if (id != null && model.session().model().partition(id) != null) {
      records.show(id);
    }
  }

  /** Adds what can be done with a thing down here to its menu. */
  void offer(Selection thing, ContextMenu menu) {
    TopicPartition id = thing.partitionOrNull();
    if (id != null && model.stoppedBecauseProperty().get().isEmpty()) {
      Texts texts = model.textsProperty().get();
      MenuItem look = new MenuItem(texts.get("records.look"));
      look.setId("menu-look");
      look.setOnAction(
          event -> {
            records.show(id);
            pane.show(WindowAction.RECORDS);
          });
      MenuItem write = new MenuItem(texts.get("records.writeTo"));
      write.setId("menu-produce");
      write.setDisable(model.session().isRecording());
      write.setOnAction(
          event -> {
            pane.show(WindowAction.RECORDS);
            records.write(id);
          });
      menu.getItems().addAll(0, List.of(look, write));
    }
  }

  void speak(Texts texts) {
    pane.speak(texts);
    charts.speak(texts);
    spaceTime.speak(texts);
    tables.speak(texts);
    records.speak(texts);
    tree.speak(texts);
  }
}

package jp.enishi.local;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One process of the system: how to prepare, start, ask and stop it. Every method may be called at every start. */
interface Part {

    String name();

    /** What must exist before the process can start: unpacked files, a data folder, configuration. */
    default void prepare() {}

    List<String> command();

    default Map<String, String> environment() {
        return Map.of();
    }

    /** True when the part does its work; called again and again while it starts, must not wait long. */
    boolean ready();

    /** What has to be done once the part answers and before others may rely on it; repeatable. */
    default void whenReady() {}

    /** The signal that ends it in an orderly way. */
    default String stopSignal() {
        return "TERM";
    }

    /** The jars that its AOT cache depends on; empty when the part runs without one. */
    default List<Path> aotInputs() {
        return List.of();
    }
}

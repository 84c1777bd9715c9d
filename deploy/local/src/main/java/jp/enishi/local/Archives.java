package jp.enishi.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/** Unpacks tar archives; no entry can leave the folder. */
final class Archives {

    private Archives() {}

    interface Source {
        InputStream open() throws IOException;
    }

    /** Unpacks once: the folder appears complete or not at all, also after a crash in the middle. */
    static void unpackOnce(Source archive, Path folder, int leadingNamesToDrop, Supplier<String> description) {
        if (Files.isDirectory(folder)) {
            return;
        }
        Path fresh = folder.resolveSibling(
                folder.getFileName() + ".unpacking-" + ProcessHandle.current().pid());
        try {
            deleteTree(fresh);
            try (InputStream in = archive.open()) {
                unpack(in, fresh, leadingNamesToDrop);
            }
            if (!Files.isDirectory(folder)) {
                Files.move(fresh, folder, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new Failure(
                    "Cannot unpack " + description.get() + " to " + folder + ": " + e.getMessage()
                            + ". Is the disk full? (df -h " + folder.getParent() + ")",
                    e);
        } finally {
            deleteTree(fresh);
        }
    }

    static void unpack(InputStream in, Path folder, int leadingNamesToDrop) throws IOException {
        Files.createDirectories(folder);
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new BufferedInputStream(in, 1 << 16))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path name = Path.of(entry.getName()).normalize();
                if (name.getNameCount() <= leadingNamesToDrop) {
                    continue;
                }
                Path target = folder.resolve(name.subpath(leadingNamesToDrop, name.getNameCount()))
                        .normalize();
                if (name.isAbsolute() || !target.startsWith(folder)) {
                    throw new IOException("The entry " + entry.getName() + " would leave the folder");
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(target.getParent());
                    Path link = Path.of(entry.getLinkName());
                    Path parent = Objects.requireNonNull(target.getParent());
                    if (link.isAbsolute() || !parent.resolve(link).normalize().startsWith(folder)) {
                        throw new IOException("The link " + entry.getName() + " would leave the folder");
                    }
                    Files.createSymbolicLink(target, link);
                } else if (entry.isFile()) {
                    Files.createDirectories(target.getParent());
                    Files.copy(tar, target);
                    if ((entry.getMode() & 0111) != 0) {
                        makeExecutable(target);
                    }
                }
            }
        }
    }

    private static void makeExecutable(Path file) throws IOException {
        Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(file));
        permissions.addAll(List.of(
                PosixFilePermission.OWNER_EXECUTE,
                PosixFilePermission.GROUP_EXECUTE,
                PosixFilePermission.OTHERS_EXECUTE));
        Files.setPosixFilePermissions(file, permissions);
    }

    static void deleteTree(Path folder) {
        if (!Files.exists(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new Failure("Cannot delete " + folder + ": " + e.getMessage(), e);
        }
    }
}

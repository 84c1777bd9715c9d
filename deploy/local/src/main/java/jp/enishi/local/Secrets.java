package jp.enishi.local;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;

/** Passwords and keys of one system: made at random when first asked for, kept in files that only their owner reads. */
public final class Secrets {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Path folder;

    Secrets(Path folder) {
        this.folder = folder;
    }

    /** A password or key of 256 bits in URL-safe Base64; the same at every call with this name. */
    public synchronized String value(String name) {
        try {
            Path file = file(name);
            if (!Files.exists(file)) {
                byte[] random = new byte[32];
                RANDOM.nextBytes(random);
                write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new Failure("Cannot read or write the secret " + file(name) + ": " + e.getMessage(), e);
        }
    }

    /** The secret that somebody else has made. */
    public String existing(String name) {
        if (!Files.exists(file(name))) {
            throw new Failure("There is no secret " + file(name) + ".");
        }
        return value(name);
    }

    /** Keeps a text that is made of other secrets. */
    synchronized void keep(String name, String text) {
        try {
            write(file(name), text);
        } catch (IOException e) {
            throw new Failure("Cannot write the secret " + file(name) + ": " + e.getMessage(), e);
        }
    }

    /**
     * Compose binds files as they are, and the users in the containers are others: the files are for everybody to read, in a
     * folder that only its owner may enter. Returns all files.
     */
    java.util.List<Path> readableToContainers() {
        try (var files = Files.list(folder)) {
            java.util.List<Path> all = files.sorted().toList();
            if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
                for (Path file : all) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
                }
            }
            return all;
        } catch (IOException e) {
            throw new Failure("Cannot make the secrets in " + folder + " readable: " + e.getMessage(), e);
        }
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /** The private key (PKCS#8, PEM) with which the gateway proves to Keycloak that it is the client {@code bff}. */
    public synchronized Path bffKey() {
        Path file = file("bff-private.pem");
        try {
            if (!Files.exists(file)) {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(3072);
                byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
                write(
                        file,
                        "-----BEGIN PRIVATE KEY-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key)
                                + "\n-----END PRIVATE KEY-----\n");
            }
            return file;
        } catch (IOException | GeneralSecurityException e) {
            throw new Failure("Cannot make the key " + file + ": " + e.getMessage(), e);
        }
    }

    /** The public half of {@link #bffKey()} as a JSON Web Key Set; the key id is the RFC 7638 thumbprint. */
    public String bffKeySet() {
        try {
            String pem = Files.readString(bffKey()).replaceAll("-----[A-Z ]+-----|\\s", "");
            RSAPrivateCrtKey key = (RSAPrivateCrtKey) KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(pem)));
            String n = unsigned(key.getModulus());
            String e = unsigned(key.getPublicExponent());
            byte[] thumbprint = MessageDigest.getInstance("SHA-256")
                    .digest("{\"e\":\"%s\",\"kty\":\"RSA\",\"n\":\"%s\"}"
                            .formatted(e, n)
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return "{\"keys\":[{\"kty\":\"RSA\",\"use\":\"sig\",\"alg\":\"RS256\",\"kid\":\"%s\",\"n\":\"%s\",\"e\":\"%s\"}]}"
                    .formatted(Base64.getUrlEncoder().withoutPadding().encodeToString(thumbprint), n, e);
        } catch (IOException | GeneralSecurityException e) {
            throw new Failure("Cannot read the key " + bffKey() + ": " + e.getMessage(), e);
        }
    }

    private static String unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        int start = bytes[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(java.util.Arrays.copyOfRange(bytes, start, bytes.length));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(fresh);
        if (Files.getFileStore(file.getParent()).supportsFileAttributeView("posix")) {
            Files.createFile(fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        Files.writeString(fresh, text, StandardOpenOption.CREATE);
        Files.move(fresh, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
    }
}

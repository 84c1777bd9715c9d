package jp.enishi.contracts;

/** The two parties of a contract. */
public enum Side {
    CLIENT,
    TALENT;

    public Side other() {
        return this == CLIENT ? TALENT : CLIENT;
    }
}

package jp.enishi.web.act;

import java.util.List;
import jp.enishi.web.service.Candidacy;
import jp.enishi.web.service.Position;

/** A position: who is on the way, part by part, and whose way has ended. */
public record Lane(Position position, List<Column> columns, List<Candidacy> ended) {
    private static final String INTERNAL = "SELECTION";
    private static final List<String> PARTS = List.of(INTERNAL, "PROPOSAL", "MEETING", "OFFER", "ENGAGEMENT");

    /** A part of the way, and who is there. */
    public record Column(String name, List<Candidacy> people) {}

    /** All of it, as coordinators see it. */
    public static Lane of(Position position, List<Candidacy> all) {
        var own = all.stream()
                .filter(each -> each.positionId().equals(position.positionId()))
                .toList();
        return new Lane(
                position,
                PARTS.stream()
                        .map(part -> new Column(
                                part,
                                own.stream()
                                        .filter(each -> part.equals(part(each)))
                                        .toList()))
                        .toList(),
                own.stream().filter(Candidacy::ended).toList());
    }

    /** From the proposal on, where clients come in. */
    public static Lane shown(Position position, List<Candidacy> all) {
        var whole = of(position, all);
        return new Lane(
                position,
                whole.columns().stream()
                        .filter(column -> !column.name().equals(INTERNAL))
                        .toList(),
                whole.ended());
    }

    public boolean empty() {
        return ended.isEmpty()
                && columns.stream().allMatch(column -> column.people().isEmpty());
    }

    private static String part(Candidacy candidacy) {
        return switch (candidacy.stage()) {
            case "APPLIED", "SELECTED" -> INTERNAL;
            case "PROPOSED" -> "PROPOSAL";
            case "MEETING_WANTED", "MEETING_BOOKED", "MET" -> "MEETING";
            case "OFFERED", "AGREED", "ORDERED" -> "OFFER";
            case "ENGAGED" -> "ENGAGEMENT";
            default -> "";
        };
    }
}

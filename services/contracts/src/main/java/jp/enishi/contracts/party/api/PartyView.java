package jp.enishi.contracts.party.api;

import java.util.List;
import java.util.UUID;
import jp.enishi.contracts.party.domain.Declaration;
import jp.enishi.contracts.party.domain.Party;

/** A party as itself and coordinators read it. */
public record PartyView(UUID partyId, long version, Party party, boolean freelancer, List<String> warnings) {

    static PartyView of(Declaration declared) {
        Party party = declared.party();
        return new PartyView(declared.partyId(), declared.version(), party, party.worksAlone(), party.warnings());
    }
}

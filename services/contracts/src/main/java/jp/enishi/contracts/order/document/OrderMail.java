package jp.enishi.contracts.order.document;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jp.enishi.contracts.Language;
import jp.enishi.contracts.Text;
import jp.enishi.contracts.order.domain.OrderFacts;
import jp.enishi.contracts.order.domain.OrderTask;
import jp.enishi.contracts.order.domain.WorkOrder;
import jp.enishi.contracts.order.domain.Written;
import jp.enishi.platform.mail.Attachment;
import jp.enishi.platform.mail.Mails;
import jp.enishi.platform.mail.OutgoingMail;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Delivers what the law wants to be delivered in writing: the order to both, and the notice of what was decided later. */
@ApplicationScoped
public class OrderMail {
    private final Mails mails;
    private final String publicUrl;

    OrderMail(Mails mails, @ConfigProperty(name = "contracts.public-url") String publicUrl) {
        this.mails = mails;
        this.publicUrl = publicUrl;
    }

    /** To both parties, each document attached; leaves with the running transaction. */
    public Uni<Void> placed(WorkOrder order, UUID placedBy, OrderFacts facts, List<Written> written) {
        Attachment[] documents = written.stream()
                .map(document -> new Attachment(
                        "order-" + order.number() + "-"
                                + Words.in(document.language()).locale().getLanguage() + ".pdf",
                        "application/pdf",
                        document.content()))
                .toArray(Attachment[]::new);
        String text = both("mail.placed", facts.termsHash(), String.valueOf(order.documentHash()), link(order));
        return mails.enqueue(OutgoingMail.to(order.seat().talentUserId(), subject("mail.placed.subject"), text)
                        .with(documents))
                .chain(() -> mails.enqueue(OutgoingMail.to(placedBy, subject("mail.placed.subject"), text)
                        .with(documents)))
                .replaceWithVoid();
    }

    /** To the talent. */
    public Uni<Void> settled(WorkOrder order, OrderTask task, Text decision) {
        String text = words("mail.settled", Language.JA, task, decision, order)
                + "\n\n----\n\n"
                + words("mail.settled", Language.EN, task, decision, order);
        return mails.enqueue(OutgoingMail.to(order.seat().talentUserId(), subject("mail.settled.subject"), text))
                .replaceWithVoid();
    }

    /** To the talent: the client's notice of the end, with its reason. */
    public Uni<Void> ending(UUID talentUserId, UUID engagementId, LocalDate endsOn, String reason) {
        String text = Stream.of(Language.JA, Language.EN)
                .map(Words::in)
                .map(words -> words.of(
                        "mail.ending",
                        DateTimeFormatter.ofPattern(words.of("date"), words.locale())
                                .format(endsOn),
                        reason,
                        publicUrl + "/engagements/" + engagementId))
                .collect(Collectors.joining("\n\n----\n\n"));
        return mails.enqueue(OutgoingMail.to(talentUserId, subject("mail.ending.subject"), text))
                .replaceWithVoid();
    }

    private String words(String key, Language language, OrderTask task, Text decision, WorkOrder order) {
        Words words = Words.in(language);
        return words.of(key, words.of("item." + task.item()), decision.in(language), link(order));
    }

    private static String both(String key, Object... args) {
        return Words.in(Language.JA).of(key, args) + "\n\n----\n\n"
                + Words.in(Language.EN).of(key, args);
    }

    private static String subject(String key) {
        return Words.in(Language.JA).of(key) + " / " + Words.in(Language.EN).of(key);
    }

    private String link(WorkOrder order) {
        return publicUrl + "/orders/" + order.orderId();
    }
}

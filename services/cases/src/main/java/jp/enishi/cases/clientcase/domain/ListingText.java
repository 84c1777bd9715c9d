package jp.enishi.cases.clientcase.domain;

import java.util.Locale;
import jp.enishi.cases.clientcase.domain.Requirements.Budget;
import jp.enishi.cases.clientcase.domain.Requirements.Hours;
import jp.enishi.cases.clientcase.domain.Requirements.Workplace;
import jp.enishi.platform.kernel.Money;
import org.jspecify.annotations.Nullable;

/** The sentences of a listing that the law asks for and that nobody should have to write. */
final class ListingText {

    private static final long MAN = 10_000;

    private ListingText() {}

    /** The fee as the budget says it, never more: 月額 80万円〜95万円(税抜、稼働率100%、精算幅140–180h). */
    static Text fee(Budget budget, int utilisation, Hours hours) {
        Money lower = present(budget.lower());
        Money upper = present(budget.upper());
        boolean fixed = lower.amount() == upper.amount();
        String ja = "月額 %s(税抜、稼働率%d%%、精算幅%d–%dh)"
                .formatted(
                        fixed ? japanese(upper) : japanese(lower) + "〜" + japanese(upper),
                        utilisation,
                        present(hours.lower()),
                        present(hours.upper()));
        String en = "%s a month (tax excluded, utilisation %d%%, settlement range %d–%d h)"
                .formatted(
                        fixed ? "JPY " + digits(upper) : "JPY " + digits(lower) + "–" + digits(upper),
                        utilisation,
                        present(hours.lower()),
                        present(hours.upper()));
        return Text.of(ja, en);
    }

    /** The kind of workplace, and the place as it was written; remote work needs no place. */
    static Text place(Workplace workplace) {
        String ja = switch (present(workplace.kind())) {
            case ON_SITE -> "常駐";
            case HYBRID -> "ハイブリッド(週%d日常駐)".formatted(present(workplace.onSiteDays()));
            case REMOTE -> "在宅・リモート";
        };
        String en = switch (present(workplace.kind())) {
            case ON_SITE -> "On site";
            case HYBRID -> "Hybrid (%d days a week on site)".formatted(present(workplace.onSiteDays()));
            case REMOTE -> "Remote";
        };
        Text place = workplace.place();
        if (place == null || !Text.isWritten(place)) {
            return Text.of(ja, en);
        }
        String english = place.en() == null ? place.ja() : place.en();
        return Text.of(ja + " " + place.ja(), en + ", " + english);
    }

    private static String japanese(Money money) {
        return money.amount() % MAN == 0 ? "%,d万円".formatted(money.amount() / MAN) : digits(money) + "円";
    }

    private static String digits(Money money) {
        return String.format(Locale.ROOT, "%,d", money.amount());
    }

    private static <T> T present(@Nullable T value) {
        if (value == null) {
            throw new IllegalStateException("completeness was checked");
        }
        return value;
    }
}

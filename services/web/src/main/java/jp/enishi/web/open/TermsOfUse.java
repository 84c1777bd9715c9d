package jp.enishi.web.open;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import jp.enishi.web.form.Form;
import jp.enishi.web.service.AgreedTerms;
import jp.enishi.web.service.ServiceProblem;
import jp.enishi.web.service.ServiceProblem.Fault;

/**
 * The terms of use, to which people agree by ticking a box: which version holds, and since when. Nothing else knows it. A form
 * carries the version that its page showed, since whoever had it open while the terms changed agreed to what they saw.
 */
@ApplicationScoped
public class TermsOfUse {
    /** Where a form carries the version. */
    public static final String CARRIED = "/terms";

    /** The box to tick in forms that ask for more than that. */
    public static final String BOX = "/agreement";

    /** Another text is another version, from another day on. */
    private static final int VERSION = 1;

    private static final String SINCE = "2026-12-01";

    private static final String OTHER = "terms-other";
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,3}");

    public int version() {
        return VERSION;
    }

    /** The first day of the version. */
    public String since() {
        return SINCE;
    }

    /** Whether somebody agreed to the version that holds, or, while web itself is being replaced, to the next one. */
    public boolean agreedBy(List<AgreedTerms> agreements) {
        return agreements.stream().anyMatch(each -> each.terms() >= version());
    }

    /** The version that a form carried; empty when there never was such a one. */
    public OptionalInt known(String carried) {
        if (!NUMBER.matcher(carried).matches()) {
            return OptionalInt.empty();
        }
        int number = Integer.parseInt(carried);
        return number <= version() ? OptionalInt.of(number) : OptionalInt.empty();
    }

    /** A form that is shown now carries the version that holds; what was ticked for another one is to be ticked again. */
    public Form shownIn(Form form) {
        if (form.renew(CARRIED, Integer.toString(version())) && !form.faulty(BOX)) {
            form.fault(BOX, OTHER);
        }
        return form;
    }

    /** The version that whoever sent the form agreed to; refused at the box when there never was such a one. */
    public int agreedIn(Form form) {
        return known(form.value(CARRIED))
                .orElseThrow(() -> new ServiceProblem(
                        422, "validation-failed", List.of(new Fault(BOX, OTHER, Map.of())), Map.of(), null));
    }
}

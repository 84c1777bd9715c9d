package jp.enishi.web.contract;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jp.enishi.web.form.Form;

/** The page on which terms are written: an offer, a counter-offer, an amendment. */
public final class TermsPage {
    private TermsPage() {}

    @CheckedTemplate(basePath = "contract")
    static final class Templates {
        private Templates() {}

        static native TemplateInstance terms(Form form, String kind, String about, String action, String back);
    }

    /**
     * The page.
     *
     * @param kind offer, counter or amendment
     * @param about whom and what it is for
     */
    public static TemplateInstance of(Form form, String kind, String about, String action, String back) {
        return Templates.terms(form, kind, about, action, back);
    }
}

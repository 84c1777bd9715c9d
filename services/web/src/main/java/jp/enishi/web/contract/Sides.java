package jp.enishi.web.contract;

import jakarta.enterprise.context.RequestScoped;
import jp.enishi.web.page.Pages;

/** On which side of a contract the reader stands; a coordinator or an auditor stands on neither. */
@RequestScoped
public class Sides {
    private final Pages pages;

    Sides(Pages pages) {
        this.pages = pages;
    }

    /** CLIENT, TALENT or nothing. */
    public String mine() {
        if (coordinates()) {
            return "";
        }
        return pages.page().is("talent") ? "TALENT" : pages.page().is("client") ? "CLIENT" : "";
    }

    public boolean isSide() {
        return !mine().isEmpty();
    }

    public boolean coordinates() {
        return pages.page().is("coordinator");
    }
}

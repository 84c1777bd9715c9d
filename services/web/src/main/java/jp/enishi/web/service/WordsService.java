package jp.enishi.web.service;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The added words as anybody may read them; asked in nobody's name. */
@RegisterRestClient(configKey = "talents")
@RegisterProvider(ProblemReader.class)
@Path("taxonomy/words")
public interface WordsService {
    @GET
    OwnWords words();
}

<#import "template.ftl" as layout>
<@layout.registrationLayout displayMessage=false; section>
  <#if section == "header">
    <#if messageHeader??>${kcSanitize(msg(messageHeader))?no_esc}<#else>${kcSanitize(message.summary)?no_esc}</#if>
  <#elseif section == "form">
    <p id="kc-info-message">${kcSanitize(message.summary)?no_esc}</p>
    <#if requiredActions?has_content>
    <ul><#list requiredActions as action><li>${kcSanitize(msg("requiredAction." + action))?no_esc}</li></#list></ul>
    </#if>
    <p><#if (pageRedirectUri!"")?has_content><a href="${pageRedirectUri}">${msg("backToApplication")}</a>
    <#elseif (actionUri!"")?has_content><a href="${actionUri}">${msg("proceedWithAction")}</a>
    <#else><a href="${properties.enishiUrl}">${msg("backToApplication")}</a></#if></p>
  </#if>
</@layout.registrationLayout>

<#-- Keycloak's own script looks for a password on each form, and registration has none: it is chosen once the address is proven.
     What is wrong with a password the answer to the form says. -->
<#macro templates></#macro>
<#macro script field=""></#macro>

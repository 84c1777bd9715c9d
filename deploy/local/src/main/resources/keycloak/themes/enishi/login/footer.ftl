<#-- The way back to Enishi, from each page. -->
<#macro content>
<p class="enishi-back"><a href="${properties.enishiUrl}">${msg("backToEnishi")}</a></p>
</#macro>

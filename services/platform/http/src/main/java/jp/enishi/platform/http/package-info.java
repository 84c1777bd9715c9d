/** What every service does at its edge: who calls, may they, is the request sound, was it here before, and how refusals look. */
package jp.enishi.platform.http;

/** Every page as people see it: walked, checked and photographed in a browser. */
package jp.enishi.pages;

/** Demo data: nine written-out cases and a seeded crowd of talents, entered through the public API as people would. */
package jp.enishi.demo;

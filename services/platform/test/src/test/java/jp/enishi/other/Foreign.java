package jp.enishi.other;

public class Foreign {}

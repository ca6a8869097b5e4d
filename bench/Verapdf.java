// Validates PDF files as PDF/A-3a and PDF/UA-1 with veraPDF's own rules. Prints a line for each file and standard:
// the file, the standard, how many assertions were checked, and each rule that failed.
//
// The jar that has veraPDF in it lacks JAXB, with which veraPDF reads its profiles: they are read here instead.

import java.io.FileInputStream;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.xml.parsers.DocumentBuilderFactory;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.ValidationProfile;
import org.verapdf.pdfa.validation.profiles.Variable;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

public class Verapdf {
    public static void main(String[] files) throws Exception {
        LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        Map<PDFAFlavour, ValidationProfile> profiles = new LinkedHashMap<>();
        profiles.put(PDFAFlavour.PDFA_3_A, profile(PDFAFlavour.PDFA_3_A, "PDFA-3A.xml"));
        profiles.put(PDFAFlavour.PDFUA_1, profile(PDFAFlavour.PDFUA_1, "PDFUA-1.xml"));
        for (String file : files) {
            for (Map.Entry<PDFAFlavour, ValidationProfile> each : profiles.entrySet()) {
                validate(file, each.getKey(), each.getValue());
            }
        }
    }

    private static void validate(String file, PDFAFlavour flavour, ValidationProfile profile) throws Exception {
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour)) {
            ValidationResult found = Foundries.defaultInstance().createValidator(profile, 10_000, true, false, false).validate(parser);
            Set<String> failed = new TreeSet<>();
            for (TestAssertion one : found.getTestAssertions()) {
                if (one.getStatus() == TestAssertion.Status.FAILED) {
                    failed.add(one.getRuleId().getClause() + "-" + one.getRuleId().getTestNumber());
                }
            }
            System.out.println(String.join("\t", file, flavour.getId(), String.valueOf(found.getTotalAssertions()), String.join(" ", failed)));
        }
    }

    private static ValidationProfile profile(PDFAFlavour flavour, String name) throws Exception {
        Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(Verapdf.class.getResourceAsStream("/org/verapdf/pdfa/validation/" + name)).getDocumentElement();
        Set<Rule> rules = new HashSet<>();
        for (Element rule : named(root, "rule")) {
            Element id = named(rule, "id").get(0);
            rules.add(Profiles.ruleFromValues(
                Profiles.ruleIdFromValues(
                    PDFAFlavour.Specification.valueOf(id.getAttribute("specification")),
                    id.getAttribute("clause"), Integer.parseInt(id.getAttribute("testNumber"))),
                rule.getAttribute("object"), "true".equals(rule.getAttribute("deferred")) ? Boolean.TRUE : null,
                rule.getAttribute("tags"), text(rule, "description"), text(rule, "test"),
                Profiles.errorFromValues(text(rule, "message"), new ArrayList<>()), new ArrayList<>()));
        }
        Set<Variable> variables = new HashSet<>();
        for (Element one : named(root, "variable")) {
            variables.add(Profiles.variableFromValues(
                one.getAttribute("name"), one.getAttribute("object"), text(one, "defaultValue"), text(one, "value")));
        }
        return Profiles.profileFromValues(
            flavour, Profiles.profileDetailsFromValues(name, "", "", new Date()), "", rules, variables);
    }

    private static ArrayList<Element> named(Element within, String name) {
        ArrayList<Element> found = new ArrayList<>();
        NodeList nodes = within.getElementsByTagName(name);
        for (int i = 0; i < nodes.getLength(); i += 1) {
            found.add((Element) nodes.item(i));
        }
        return found;
    }

    private static String text(Element within, String name) {
        return named(within, name).isEmpty() ? "" : named(within, name).get(0).getTextContent();
    }
}

using nanoFramework.TestFramework;

namespace FrameworkTests;

[TestClass]
public class FrameworkTests
{
    private static int setups;

    [Setup]
    public void Prepare() => setups++;

    [TestMethod]
    public void The_setup_has_run() => Assert.AreEqual(1, setups);

    [DataRow(1, 1, 2)]
    [DataRow(2, 3, 5)]
    [TestMethod]
    public void A_data_row_gives_the_arguments(int a, int b, int sum) => Assert.AreEqual(sum, a + b);

    [TestMethod]
    public void A_test_may_be_skipped() => Assert.SkipTest("not here");

    [TestMethod]
    public void A_test_may_print() => OutputHelper.WriteLine("printed");
}

using System.Threading;
using nanoFramework.TestFramework;

namespace FrameworkTests;

[TestClass]
public class FailingTests
{
    private int field = 1;

    [TestMethod]
    public void An_assertion_fails() => Assert.AreEqual(1, 2, "on purpose");

    [TestMethod]
    public void An_instance_field_is_used() => Assert.AreEqual(1, field);

    [TestMethod]
    public void It_never_ends() => Thread.Sleep(Timeout.Infinite);
}
